import { Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { Campaign } from "@/contract/types";
import { Bone, Loaded, Notice } from "@/ui/States";
import ui from "@/ui/ui.module.css";
import classes from "./approval.module.css";
import { approvalsQuery } from "./queries";
import { type ItemPreview, ScopeCard } from "./ScopeCard";

interface ApprovalScopesProps {
  campaign: Campaign;
  open: string | undefined;
  preview: ItemPreview;
}

export function ApprovalScopes({ campaign, open, preview }: ApprovalScopesProps) {
  const approvals = useQuery(approvalsQuery(campaign.id));
  const skeleton = (
    <Stack gap="md">
      {["a", "b"].map((key) => (
        <div key={key} className={`${ui.panel} ${ui.panelBody}`}>
          <Bone height={150} />
        </div>
      ))}
    </Stack>
  );
  return (
    <Loaded query={approvals} skeleton={skeleton}>
      {({ publishable, scopes }) => {
        const filled = scopes.filter((scope) => scope.items.length > 0 || scope.status !== "pending");
        const bare = scopes.filter((scope) => !filled.includes(scope));
        return (
          <Stack gap="md">
            {publishable ? (
              <Notice tone="good" title="Everything that is planned is approved">
                It leaves at its time once the campaign runs. One changed word, address or minute, and what holds it
                waits for review again.
              </Notice>
            ) : (
              <Notice tone="info" title="Nothing leaves before it is approved">
                Each approval is given to exactly the items it shows. What differs from them later waits for review
                again.
              </Notice>
            )}
            {filled.map((scope) => (
              <ScopeCard
                key={scope.scope}
                campaign={campaign}
                scope={scope}
                highlighted={open === scope.scope}
                preview={preview}
              />
            ))}
            {bare.length > 0 ? (
              <p className={classes.bare}>
                Nothing is planned under {bare.map(({ scope }) => scope).join(" and ")}, so there is nothing to approve.
              </p>
            ) : null}
          </Stack>
        );
      }}
    </Loaded>
  );
}
