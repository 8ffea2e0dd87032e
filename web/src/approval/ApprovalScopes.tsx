import { Button, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ShieldCheck } from "lucide-react";
import type { Campaign } from "@/contract/types";
import { Bone, Empty, Loaded, Notice } from "@/ui/States";
import ui from "@/ui/ui.module.css";
import classes from "./approval.module.css";
import { approvalsQuery } from "./queries";
import { type ItemPreview, ScopeCard } from "./ScopeCard";

interface ApprovalScopesProps {
  campaign: Campaign;
  open: string | undefined;
  preview: ItemPreview;
}

const listed = new Intl.ListFormat("en");

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
            {filled.length === 0 ? (
              <div className={ui.panel}>
                <Empty
                  icon={ShieldCheck}
                  title="Nothing to approve yet"
                  text="A strategy, and posts and mailings that have a time, stand here with what they say, to be approved as they are."
                >
                  <Button
                    variant="default"
                    renderRoot={(props) => (
                      <Link to="/campaigns/$campaignId/strategy" params={{ campaignId: campaign.id }} {...props} />
                    )}
                  >
                    Go to the strategy
                  </Button>
                  <Button
                    variant="default"
                    renderRoot={(props) => (
                      <Link to="/campaigns/$campaignId/content" params={{ campaignId: campaign.id }} {...props} />
                    )}
                  >
                    Go to the content
                  </Button>
                </Empty>
              </div>
            ) : bare.length > 0 ? (
              <p className={classes.bare}>
                Nothing is planned under {listed.format(bare.map(({ scope }) => scope))}, so there is nothing to approve
                there.
              </p>
            ) : null}
          </Stack>
        );
      }}
    </Loaded>
  );
}
