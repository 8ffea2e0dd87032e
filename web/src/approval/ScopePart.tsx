import { Button, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { Check, Eye, ListChecks, Send, X } from "lucide-react";
import { useEffect, useMemo, useRef, useState } from "react";
import { may } from "@/contract/permissions";
import { useMe } from "@/contract/queries";
import type { Campaign, Scope, ScopeChange } from "@/contract/types";
import { ActionMenu, type Bound, canDo, useActions } from "@/ui/actions";
import { Ago } from "@/ui/Bits";
import { counted, humanise } from "@/ui/format";
import { Grow } from "@/ui/layout";
import { Status, Tag } from "@/ui/status";
import classes from "./approval.module.css";
import { ApproveForm, RejectForm } from "./DecisionForms";
import { followUpActions } from "./followUpActions";
import { PolicyChoice } from "./PolicyChoice";
import { RequestForm } from "./RequestForm";
import { kindName } from "./review";
import { asksNoOne, isWaiting, itemsLine, needsRequest } from "./scopes";

const about: Record<string, string> = {
  strategy: "Goals, audience and tone of the campaign.",
  content: "Text and media of posts and e-mails.",
  schedule: "Send times and recipients.",
  ads: "Ad settings and budget.",
};

interface PartProps {
  campaign: Campaign;
  scope: Scope;
  /** Who else can be asked. */
  reviewers?: string[] | undefined;
  name: (item: Scope["items"][number]) => string;
  /** Only one button of a card is the main one. */
  main: boolean;
  /** The part above it in the card was requested with it. */
  repeated: boolean;
}

/** What one part covers, how far its approval is, and what the person can do: one main action, the rest in a menu. */
export function ScopePart({ campaign, scope, reviewers, name, main, repeated }: PartProps) {
  const [form, show] = useState<"request" | "approve" | "reject" | "policy">();
  const [decided, decide] = useState(false);
  const part = useRef<HTMLElement>(null);
  const open = (which: typeof form) => {
    decide(false);
    show(which);
  };
  // The button that was pressed is gone: the part keeps the focus.
  useEffect(() => {
    if (decided) part.current?.focus({ preventScroll: true });
  }, [decided]);
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
    <section ref={part} tabIndex={-1} aria-label={humanise(scope.scope)} className={classes.part}>
      <header className={classes.head}>
        <Grow>
          <div className={classes.title}>
            <Title order={2}>{humanise(scope.scope)}</Title>
            <PartStatus scope={scope} />
          </div>
          <p className={classes.about}>
            {about[scope.scope]} {empty ? null : `${itemsLine(scope)}.`}
          </p>
        </Grow>
        {empty ? null : <PartActions {...{ campaign, scope, reviewers, main, repeated, open }} />}
      </header>
      {waiting && !repeated ? <Request scope={scope} /> : null}
      {others && scope.blocked && !repeated ? <p className={classes.decision}>{scope.blocked.sentence}</p> : null}
      <Decision scope={scope} waiting={waiting} />
      {scope.withheld.length > 0 && !waiting ? (
        <p className={classes.decision}>
          <Tag tone="warn">Changes requested</Tag>
          {scope.withheld.map((item) => `“${nameOf(item, scope, name)}”`).join(", ")}
        </p>
      ) : null}
      {scope.changedSince.length > 0 ? (
        <Changes changes={scope.changedSince} name={(item) => nameOf(item, scope, name)} />
      ) : null}
      <RequestForm campaign={campaign} scopes={[scope]} opened={form === "request"} close={() => open(undefined)} />
      <ApproveForm {...shared} opened={form === "approve"} />
      <RejectForm {...shared} opened={form === "reject"} />
      <PolicyChoice campaign={campaign} scope={scope} opened={form === "policy"} close={() => open(undefined)} />
    </section>
  );
}

function nameOf(item: { id: string; title: string }, { items }: Scope, name: PartProps["name"]) {
  const listed = items.find(({ id }) => id === item.id);
  return listed ? name(listed) : item.title;
}

interface ActionsProps extends Omit<PartProps, "name"> {
  open: (form: "request" | "approve" | "reject" | "policy") => void;
}

function PartActions({ campaign, scope, reviewers, main, repeated, open }: ActionsProps) {
  const waiting = isWaiting(scope);
  const mayApprove = canDo(scope, "approveScope");
  const approved = scope.status === "approved";
  const needed = needsRequest(scope);
  const noOne = asksNoOne(scope, reviewers);
  const me = useMe();
  // An open review keeps the policy it started with.
  const mayChoose = !waiting && !campaign.archived && may(me, "approval.request");
  const review = useMemo(
    () => ({ id: scope.reviewId ?? "", campaignId: campaign.id, can: waiting ? scope.can : [] }),
    [scope, campaign.id, waiting],
  );
  const menu: Bound[] = [
    ...(canDo(scope, "requestApproval") && !needed
      ? [bound("requestApproval", waiting ? "Update request" : "Request another review", Send, () => open("request"))]
      : []),
    ...useActions(followUpActions, review),
    ...(mayChoose ? [bound("initializeApprovals", "Use another policy…", ListChecks, () => open("policy"))] : []),
    ...(approved && canDo(scope, "rejectScope") && !waiting
      ? [{ ...bound("rejectScope", "Withdraw approval", X, () => open("reject")), danger: true }]
      : []),
  ];
  return (
    <div className={classes.actions}>
      {waiting && scope.reviewId && !repeated ? (
        <Button
          renderRoot={(props) => (
            <Link to="/approvals/$reviewId" params={{ reviewId: scope.reviewId ?? "" }} {...props} />
          )}
          variant={main ? "filled" : "default"}
          leftSection={<Eye size={15} aria-hidden />}
        >
          Open review
        </Button>
      ) : null}
      {mayApprove && canDo(scope, "rejectScope") && !approved ? (
        <Button variant="default" leftSection={<X size={15} aria-hidden />} onClick={() => open("reject")}>
          Reject
        </Button>
      ) : null}
      {mayApprove ? (
        <Button
          variant={waiting || !main ? "default" : "filled"}
          leftSection={<Check size={15} aria-hidden />}
          onClick={() => open("approve")}
        >
          Approve
        </Button>
      ) : null}
      {needed && !noOne ? (
        <Button
          variant={main && !mayApprove ? "filled" : "default"}
          leftSection={<Send size={14} aria-hidden />}
          onClick={() => open("request")}
        >
          Request approval
        </Button>
      ) : null}
      <ActionMenu actions={menu} label={`More actions for ${scope.scope}`} />
    </div>
  );
}

function bound(name: string, label: string, icon: Bound["icon"], perform: () => void): Bound {
  return { name, label, icon, group: "Approvals", running: false, perform };
}

function PartStatus({ scope }: { scope: Scope }) {
  const waiting = isWaiting(scope);
  if (scope.items.length === 0 && scope.status === "pending") return <Status value="none" label="Nothing to approve" />;
  return (
    <Status
      value={waiting ? "in_review" : scope.withheld.length > 0 ? "needs_review" : scope.status}
      label={waiting ? waitingLabel(scope) : statusLabel(scope)}
    />
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

function Changes({ changes, name }: { changes: ScopeChange[]; name: (change: ScopeChange) => string }) {
  return (
    <div className={classes.changes}>
      <p>Changed since the last decision:</p>
      <ul>
        {changes.map((change) => (
          <li key={`${change.kind} ${change.id} ${change.change}`}>
            <b>{name(change) || kindName(change.kind)}</b> {changeWord(change.change)}
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
