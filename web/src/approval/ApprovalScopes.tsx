import { Button, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Send, ShieldCheck } from "lucide-react";
import type { Campaign, Scope } from "@/contract/types";
import { canDo } from "@/ui/actions";
import { counted } from "@/ui/format";
import { Card, Panel } from "@/ui/Page";
import { requesting } from "@/ui/requesting";
import { Bone, Empty, Loaded, Notice } from "@/ui/States";
import { ApproveAll } from "./ApproveAll";
import classes from "./approval.module.css";
import { NoReviewer } from "./NoReviewer";
import { approvalsQuery } from "./queries";
import { ScopeCard } from "./ScopeCard";
import type { FaceOfItem, ItemPreview } from "./ScopeItems";
import { allToApprove, asksNoOne, byItems, isWaiting, needsRequest } from "./scopes";

interface ApprovalScopesProps {
  campaign: Campaign;
  open: string | undefined;
  preview: ItemPreview;
  face: FaceOfItem;
}

/** The items that an approval left out, each once, though several scopes list it: back in review, or not yet. */
function leftOut(scopes: Scope[], inReview = false) {
  const left = scopes
    .filter((scope) => isWaiting(scope) === inReview)
    .flatMap(({ withheld }) => withheld)
    .filter(({ kind }) => kind !== "creative");
  return [...new Map(left.map((item) => [item.id, item])).values()];
}

const listed = new Intl.ListFormat("en");

export function ApprovalScopes({ campaign, open, preview, face }: ApprovalScopesProps) {
  const approvals = useQuery(approvalsQuery(campaign.id));
  const skeleton = (
    <Stack gap="md">
      {["a", "b"].map((key) => (
        <Panel key={key}>
          <Bone height={150} />
        </Panel>
      ))}
    </Stack>
  );
  return (
    <Loaded query={approvals} skeleton={skeleton}>
      {({ publishable, scopes, reviewers }) => {
        const filled = scopes.filter((scope) => scope.items.length > 0 || scope.status !== "pending");
        const unasked = scopes.filter(needsRequest);
        const needed = unasked.filter((scope) => !asksNoOne(scope, reviewers));
        const stuck = unasked.some((scope) => !needed.includes(scope) && !canDo(scope, "approveScope"));
        const all = allToApprove(scopes).length;
        const bare = scopes.filter((scope) => !filled.includes(scope));
        return (
          <Stack gap="md">
            {leftOut(scopes).length > 0 ? (
              <Notice
                tone="warn"
                title={`${counted(leftOut(scopes).length, "item")} won't go out: changes were requested`}
              >
                {leftOut(scopes).map((item) => (
                  <div key={item.id}>
                    <Link
                      {...face(item.kind).place({ id: item.id, campaignId: campaign.id })}
                      className={classes.openItem}
                    >
                      {item.title || "Untitled"}
                    </Link>
                  </div>
                ))}
                Open it to read why and to change it.
              </Notice>
            ) : publishable && leftOut(scopes, true).length > 0 ? (
              <Notice tone="info" title={`${counted(leftOut(scopes, true).length, "item")} in review`}>
                {leftOut(scopes, true).length === 1 ? "It isn’t" : "They aren’t"} sent before a reviewer approves{" "}
                {leftOut(scopes, true).length === 1 ? "it" : "them"}. Everything else is approved.
              </Notice>
            ) : publishable ? (
              <Notice tone="good" title="Everything scheduled is approved">
                It goes out at its scheduled time once the campaign is running. Any later change needs a new approval.
              </Notice>
            ) : (
              <Notice tone="info" title="Nothing is sent without approval">
                An approval covers exactly the items it lists. Items that change later need review again.
              </Notice>
            )}
            {stuck ? <NoReviewer /> : null}
            <div className={classes.forAll}>
              {needed.length > 1 ? <RequestAll campaign={campaign} count={needed.length} main={all === 0} /> : null}
              <ApproveAll
                campaign={campaign}
                scopes={scopes}
                variant={filled.some(isWaiting) && reviewers?.length !== 0 ? "default" : "filled"}
              />
            </div>
            {byItems(filled).map((group) => (
              <ScopeCard
                key={group[0]?.scope}
                campaign={campaign}
                scopes={group}
                reviewers={reviewers}
                requestedAbove={needed.length > 1 || all > 1}
                highlighted={group.some(({ scope }) => open === scope)}
                preview={preview}
                face={face}
              />
            ))}
            {filled.length === 0 ? (
              <Card>
                <Empty
                  icon={ShieldCheck}
                  title="Nothing to approve yet"
                  text="Your strategy and your scheduled posts and e-mails appear here for approval."
                >
                  <Button
                    variant="default"
                    renderRoot={(props) => (
                      <Link to="/campaigns/$campaignId/plan" params={{ campaignId: campaign.id }} {...props} />
                    )}
                  >
                    Open strategy
                  </Button>
                  <Button
                    variant="default"
                    renderRoot={(props) => (
                      <Link to="/campaigns/$campaignId/content" params={{ campaignId: campaign.id }} {...props} />
                    )}
                  >
                    Open content
                  </Button>
                </Empty>
              </Card>
            ) : bare.length > 0 ? (
              <p className={classes.bare}>
                Nothing to approve under {listed.format(bare.map(({ scope }) => scope))} yet.
              </p>
            ) : null}
          </Stack>
        );
      }}
    </Loaded>
  );
}

/** One message and one due date for everything that needs approval. */
function RequestAll({ campaign, count, main }: { campaign: Campaign; count: number; main: boolean }) {
  return (
    <Button
      variant={main ? "filled" : "default"}
      leftSection={<Send size={15} aria-hidden />}
      onClick={() => requesting.set(campaign.id)}
    >
      Request all {count}
    </Button>
  );
}
