import { Button, Title } from "@mantine/core";
import { Link, type LinkProps } from "@tanstack/react-router";
import { Check, ChevronRight, Eye, type LucideIcon, Send, X } from "lucide-react";
import { type ComponentType, useEffect, useRef, useState } from "react";
import type { Campaign, Scope, ScopeChange, ScopeItem } from "@/contract/types";
import { canDo } from "@/ui/actions";
import { Ago } from "@/ui/Bits";
import { counted, humanise, shortDateTime } from "@/ui/format";
import { RowList } from "@/ui/List";
import { Grow } from "@/ui/layout";
import { Card } from "@/ui/Page";
import { PlatformIcon } from "@/ui/PlatformIcon";
import { Note, Row } from "@/ui/Row";
import { Status, Tag } from "@/ui/status";
import classes from "./approval.module.css";
import { ApproveForm, RejectForm } from "./DecisionForms";
import { FollowUp } from "./FollowUp";
import { RequestForm } from "./RequestForm";
import { kindName } from "./review";
import { isWaiting, itemsLine } from "./scopes";

const about: Record<string, string> = {
  strategy: "Goals, audience and tone of the campaign.",
  content: "Text and media of posts and e-mails.",
  schedule: "Send times and recipients.",
  ads: "Ad settings and budget.",
};

/** How an item looks is known to the room it comes from; the page hands it in. */
export type ItemPreview = ComponentType<{
  campaign: Campaign;
  item: Pick<ScopeItem, "kind" | "id" | "title" | "digest">;
  scope: string;
}>;
export type FaceOfItem = (kind: string) => {
  icon: LucideIcon;
  place: (item: { id: string; campaignId: string }) => LinkProps;
};

interface ScopeCardProps {
  campaign: Campaign;
  scope: Scope;
  highlighted: boolean;
  preview: ItemPreview;
  face: FaceOfItem;
}

export function ScopeCard({ campaign, scope, highlighted, preview, face }: ScopeCardProps) {
  const [form, show] = useState<"request" | "approve" | "reject">();
  const [decided, decide] = useState(false);
  const card = useRef<HTMLDivElement>(null);
  const open = (which: typeof form) => {
    decide(false);
    show(which);
  };
  // The button that was pressed is gone: the card keeps the focus.
  useEffect(() => {
    if (decided) card.current?.focus({ preventScroll: true });
  }, [decided]);
  useEffect(() => {
    if (highlighted) card.current?.scrollIntoView({ block: "center" });
  }, [highlighted]);
  const waiting = isWaiting(scope);
  const mayApprove = canDo(scope, "approveScope");
  const others = waiting && !mayApprove;
  const empty = scope.items.length === 0;
  const shared = {
    campaign,
    scope,
    close: () => open(undefined),
    returnFocus: !decided,
    decided: () => {
      decide(true);
      show(undefined);
    },
  };

  return (
    <Card
      as="section"
      ref={card}
      tabIndex={-1}
      aria-label={humanise(scope.scope)}
      className={classes.scope}
      data-highlighted={highlighted || undefined}
    >
      <header className={classes.head}>
        <Grow>
          <div className={classes.title}>
            <Title order={2}>{humanise(scope.scope)}</Title>
            {empty && scope.status === "pending" ? (
              <Status value="none" label="Nothing to approve" />
            ) : (
              <Status
                value={waiting ? "in_review" : scope.withheld.length > 0 ? "needs_review" : scope.status}
                label={waiting ? waitingLabel(scope) : statusLabel(scope)}
              />
            )}
          </div>
          <p className={classes.about}>
            {about[scope.scope]} {empty ? null : `${itemsLine(scope)}.`}
          </p>
        </Grow>
        <div className={classes.actions}>
          {!empty && canDo(scope, "requestApproval") ? (
            <Button variant="default" leftSection={<Send size={14} aria-hidden />} onClick={() => open("request")}>
              {waiting ? "Update request" : "Request approval"}
            </Button>
          ) : null}
          {others && scope.reviewId ? (
            <FollowUp
              review={{ id: scope.reviewId, campaignId: campaign.id, can: scope.can }}
              onDone={() => card.current?.focus({ preventScroll: true })}
            />
          ) : null}
          {waiting && scope.reviewId ? (
            <Button
              renderRoot={(props) => (
                <Link to="/approvals/$reviewId" params={{ reviewId: scope.reviewId ?? "" }} {...props} />
              )}
              variant={mayApprove ? "filled" : "default"}
              leftSection={<Eye size={15} aria-hidden />}
            >
              Open review
            </Button>
          ) : null}
          {!empty && !others && canDo(scope, "rejectScope") && (mayApprove || scope.status === "approved") ? (
            <Button variant="default" leftSection={<X size={15} aria-hidden />} onClick={() => open("reject")}>
              {scope.status === "approved" ? "Withdraw approval" : "Reject"}
            </Button>
          ) : null}
          {!empty && mayApprove ? (
            <Button
              variant={waiting ? "default" : "filled"}
              leftSection={<Check size={15} aria-hidden />}
              onClick={() => open("approve")}
            >
              Approve
            </Button>
          ) : null}
        </div>
      </header>
      {waiting ? <Request scope={scope} /> : null}
      {others && scope.blocked ? <p className={classes.decision}>{scope.blocked.sentence}</p> : null}
      <Decision scope={scope} waiting={waiting} />
      {scope.withheld.length > 0 && !waiting ? (
        <p className={classes.decision}>
          <Tag tone="warn">Changes requested</Tag>
          {scope.withheld.map(({ title }) => `“${title}”`).join(", ")}
        </p>
      ) : null}
      {scope.changedSince.length > 0 ? <Changes changes={scope.changedSince} /> : null}
      {scope.items.length > 0 ? (
        <RowList className={classes.items}>
          {inOrder(scope.items).map((item) => (
            <li key={`${item.kind} ${item.id}`}>
              <Item
                campaign={campaign}
                item={item}
                scope={scope.scope}
                changed={scope.changedSince.some((c) => c.id === item.id)}
                preview={preview}
                face={face}
              />
            </li>
          ))}
        </RowList>
      ) : null}
      {scope.drafts.length > 0 ? (
        <>
          <p className={classes.drafts}>Drafts that no scheduled item uses yet. The approval covers them too.</p>
          <RowList className={classes.items}>
            {scope.drafts.map((item) => (
              <li key={`${item.kind} ${item.id}`}>
                <Item
                  campaign={campaign}
                  item={item}
                  scope={scope.scope}
                  changed={false}
                  preview={preview}
                  face={face}
                />
              </li>
            ))}
          </RowList>
        </>
      ) : null}
      <RequestForm campaign={campaign} scopes={[scope]} opened={form === "request"} close={() => open(undefined)} />
      <ApproveForm {...shared} opened={form === "approve"} />
      <RejectForm {...shared} opened={form === "reject"} />
    </Card>
  );
}

function Request({ scope: { review } }: { scope: Scope }) {
  if (!review) return null;
  return (
    <p className={classes.decision}>
      Requested by {review.requestedBy} <Ago at={review.requestedAt} />
      {["high", "urgent"].includes(review.urgency) ? (
        <Tag tone="bad">{humanise(review.urgency)}</Tag>
      ) : review.urgency === "low" ? (
        <Tag>Low urgency</Tag>
      ) : null}
      {review.changed ? <Tag tone="warn">Changed since the request</Tag> : null}
      {review.message ? <q>{review.message}</q> : null}
    </p>
  );
}

/** As they go out; what has no time comes last. */
function inOrder(items: ScopeItem[]) {
  return items.toSorted((a, b) => (a.at ?? "9").localeCompare(b.at ?? "9"));
}

function waitingLabel(scope: Scope) {
  return scope.status === "needs_review" ? "Changed, waiting for review" : "Waiting for review";
}

function statusLabel({ status, withheld }: Scope) {
  if (status === "approved" && withheld.length > 0) return `Approved, except ${counted(withheld.length, "item")}`;
  return status === "pending" ? "Not requested" : humanise(status);
}

function Decision({ scope, waiting }: { scope: Scope; waiting: boolean }) {
  if (!scope.decidedAt) return null;
  const partly = scope.status === "needs_review" || scope.withheld.length > 0;
  const verb = waiting ? "Last decision" : scope.status === "rejected" ? "Rejected" : partly ? "Decided" : "Approved";
  return (
    <p className={classes.decision}>
      {verb} {scope.decidedBy ? `by ${scope.decidedBy} ` : ""}
      <Ago at={scope.decidedAt} />
      {scope.comment ? <span className={classes.comment}>{scope.comment}</span> : null}
    </p>
  );
}

function Changes({ changes }: { changes: ScopeChange[] }) {
  return (
    <div className={classes.changes}>
      <p>Changed since the last decision:</p>
      <ul>
        {changes.map((change) => (
          <li key={`${change.kind} ${change.id} ${change.change}`}>
            <b>{change.title || kindName(change.kind)}</b> {changeWord(change.change)}
            {change.by ? ` by ${change.by}` : ""} {change.at ? <Ago at={change.at} /> : null}
          </li>
        ))}
      </ul>
    </div>
  );
}

function changeWord(change: string) {
  const known: Record<string, string> = { added: "was added", removed: "was removed", changed: "was changed" };
  return known[change] ?? change;
}

interface ItemProps {
  campaign: Campaign;
  item: ScopeItem;
  scope: string;
  changed: boolean;
  preview: ItemPreview;
  face: FaceOfItem;
}

function Item({ campaign, item, scope, changed, preview: Preview, face }: ItemProps) {
  const [open, setOpen] = useState(false);
  const { icon: Icon, place } = face(item.kind);
  return (
    <>
      <Row
        expanded={open}
        onClick={() => setOpen(!open)}
        lead={
          <>
            <ChevronRight size={15} aria-hidden className={classes.chevron} data-open={open || undefined} />
            {item.channel ? (
              <PlatformIcon platform={item.channel} size={16} named />
            ) : (
              <Icon size={15} aria-hidden style={{ color: "var(--mantine-color-dimmed)", flex: "none" }} />
            )}
          </>
        }
        title={<span className={classes.itemTitle}>{item.title || "Untitled"}</span>}
      >
        {changed ? <Status value="needs_review" label="Changed" /> : null}
        <Note>
          {item.channel && item.at ? (
            <time dateTime={item.at} className={classes.itemTime}>
              {shortDateTime(item.at, campaign.timeZone)}
            </time>
          ) : (
            kindName(item.kind)
          )}
        </Note>
      </Row>
      {open ? (
        <div className={classes.preview}>
          <Preview campaign={campaign} item={item} scope={scope} />
          <Link {...place({ id: item.id, campaignId: campaign.id })} className={classes.openItem}>
            Open {kindName(item.kind).toLowerCase()}
          </Link>
        </div>
      ) : null}
    </>
  );
}
