import { Button } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Navigate } from "@tanstack/react-router";
import { CheckCheck, ShieldCheck } from "lucide-react";
import { useMemo, useRef, useState } from "react";
import { CommentField, type Target } from "@/approval/CommentField";
import { FollowUp } from "@/approval/FollowUp";
import { approvalsQuery, reviewQuery } from "@/approval/queries";
import { ReviewChanges } from "@/approval/ReviewChanges";
import { ReviewComments } from "@/approval/ReviewComments";
import { ReviewFoot } from "@/approval/ReviewFoot";
import { ReviewHistory } from "@/approval/ReviewHistory";
import { ReviewList } from "@/approval/ReviewList";
import { ReviewStage } from "@/approval/ReviewStage";
import { decidable, entriesOf, isLastStage, nextOpen } from "@/approval/review";
import classes from "@/approval/review.module.css";
import { useDecisions } from "@/approval/useDecisions";
import { useResolve } from "@/approval/useResolve";
import { campaignQuery } from "@/contract/queries";
import type { Campaign, ReviewDetails, Scope } from "@/contract/types";
import { question } from "@/ui/actions";
import { FocusFrame } from "@/ui/FocusFrame";
import { counted } from "@/ui/format";
import { BoneRows, Empty, Failed } from "@/ui/States";
import { ApprovedItem, CurrentItem, ItemThumb } from "./faces";
import { Steps, useComments, useOwnComments, useSwipe } from "./parts";

const route = getRouteApi("/shell/approvals/$reviewId");

/** A review with its items opened one after another. */
export function ReviewPage() {
  const { reviewId } = route.useParams();
  const reviews = useQuery(reviewQuery(reviewId));
  const id = reviews.data?.[0].campaignId;
  const campaign = useQuery({ ...campaignQuery(id ?? ""), enabled: id !== undefined });
  const main = reviews.data?.[0];
  const ended = main && main.state !== "open";
  const approvals = useQuery({ ...approvalsQuery(id ?? ""), enabled: id !== undefined && Boolean(ended) });
  const newer = ended ? newerOf(main, approvals.data?.scopes ?? []) : undefined;
  // An old notification leads to what there is to decide now.
  if (newer) return <Navigate to="/approvals/$reviewId" params={{ reviewId: newer }} replace />;
  if (!reviews.data || !campaign.data)
    return (
      <FocusFrame title="Review" back={{ to: "/approvals" }} label="Item">
        {reviews.isError ? <Failed error={reviews.error} retry={() => reviews.refetch()} /> : <BoneRows count={8} />}
      </FocusFrame>
    );
  return <Review key={reviewId} campaign={campaign.data} reviews={reviews.data} />;
}

/** The open review that was requested after this one, for the same part of the campaign. */
function newerOf({ id, scope, requestedAt }: ReviewDetails, scopes: Scope[]) {
  const last = scopes.find((one) => one.scope === scope)?.review;
  const later = last && Date.parse(last.requestedAt) > Date.parse(requestedAt);
  return later && last.id !== id && last.state === "open" ? last.id : undefined;
}

function Review({ campaign, reviews }: { campaign: Campaign; reviews: readonly ReviewDetails[] }) {
  const entries = useMemo(() => entriesOf([...reviews]), [reviews]);
  const [chosen, choose] = useState(() => nextOpen(entries, undefined)?.key ?? entries[0]?.key);
  const [asking, ask] = useState(false);
  const [target, aim] = useState<Target>({});
  const field = useRef<HTMLTextAreaElement>(null);
  const entry = entries.find(({ key }) => key === chosen) ?? entries[0];
  const read = useRef(new Set<string>());
  if (entry) read.current.add(entry.key);
  const open = (key: string | undefined) => {
    if (!key) return;
    choose(key);
    ask(false);
    aim({});
    decide.reset();
  };
  const decide = useDecisions(campaign.id, (decision) => {
    const done = new Set(decision.entries.map(({ key }) => key));
    open(
      nextOpen(
        entries.filter(({ key }) => key === chosen || !done.has(key)),
        chosen,
      )?.key ?? chosen,
    );
  });
  const move = (by: number) => {
    const at = entries.findIndex(({ key }) => key === entry?.key);
    open(entries[(at + by + entries.length) % entries.length]?.key);
  };
  const remaining = entries.filter((each) => each.state === "open" && decidable(each, "approve").length > 0);
  const approve = () => {
    if (entry && decidable(entry, "approve").length > 0 && !decide.isPending)
      decide.mutate({ entries: [entry], verdict: "approve" });
  };
  const last = isLastStage(remaining);
  const approveRemaining = () => {
    const unread = remaining.filter(({ key }) => !read.current.has(key)).length;
    const run = async () => decide.mutate({ entries: remaining, verdict: "approve" });
    if (unread === 0) run();
    else
      question.set({
        ask: {
          title: `Approve ${counted(remaining.length, "item")}?`,
          text: `You haven't opened ${unread === remaining.length ? "any" : unread} of them. ${last ? "They can go out as they are at their scheduled time." : "The next stage decides on them as they are."}`,
          confirm: `Approve ${remaining.length}`,
        },
        danger: false,
        answer: run,
      });
  };
  useHotkeys([
    ["j", () => move(1)],
    ["k", () => move(-1)],
    ["a", approve],
    ["r", () => entry && decidable(entry, "change").length > 0 && ask(true)],
    ["c", () => field.current?.focus()],
  ]);
  const main = reviews[0] as ReviewDetails;
  const comments = useComments(reviews, entry);
  const own = useOwnComments(comments, entry);
  const resolve = useResolve();
  const mayComment = main.can.includes("commentOnReview");
  const swipe = useSwipe(move);

  return (
    <FocusFrame
      title={campaign.name}
      above="Approvals"
      back={{ to: "/campaigns/$campaignId/approvals", params: { campaignId: campaign.id } }}
      label="Item"
      middle={<Steps entries={entries} entry={entry} move={move} />}
      actions={
        remaining.length > 1 ? (
          <Button
            variant="default"
            leftSection={<CheckCheck size={15} aria-hidden />}
            loading={decide.isPending}
            onClick={approveRemaining}
          >
            Approve remaining {remaining.length}
          </Button>
        ) : null
      }
      left={{
        label: "Items",
        content: <ReviewList reviews={reviews} entries={entries} current={entry?.key} choose={open} face={ItemThumb} />,
      }}
      {...(entry
        ? {
            right: {
              label: "Changes",
              content: (
                <div className={classes.side}>
                  <ReviewChanges entry={entry} face={ItemThumb} />
                  <ReviewComments
                    comments={comments}
                    reply={(parent) => {
                      aim({ parent });
                      field.current?.focus();
                    }}
                    resolve={mayComment ? (comment) => resolve(main.id, comment) : undefined}
                  />
                  <ReviewHistory ids={reviews.map(({ id }) => id)} />
                  {mayComment ? (
                    <CommentField
                      key={entry.key}
                      reviewId={entry.parts[0]?.review.id ?? main.id}
                      campaignId={campaign.id}
                      target={
                        target.parent || target.anchor
                          ? target
                          : { anchor: { item: { kind: entry.kind, id: entry.id } } }
                      }
                      clear={() => aim({})}
                      field={field}
                    />
                  ) : null}
                </div>
              ),
            },
            foot: (
              <ReviewFoot
                entry={entry}
                busy={decide.isPending}
                error={decide.error}
                asking={asking}
                ask={ask}
                approve={approve}
                comments={own}
                follow={<FollowUp review={main} />}
                steps={<Steps entries={entries} entry={entry} move={move} />}
                requestChanges={(reason) => decide.mutate({ entries: [entry], verdict: "change", reason })}
              />
            ),
          }
        : {})}
    >
      {entry ? (
        <div {...swipe} className={classes.middle}>
          <ReviewStage
            key={entry.key}
            campaign={campaign}
            entry={entry}
            comments={comments.filter(({ parent }) => !parent)}
            onAnchor={(anchor, quote) => mayComment && aim({ anchor, quote })}
            preview={CurrentItem}
            approved={ApprovedItem}
          />
        </div>
      ) : (
        <Empty icon={ShieldCheck} title="Nothing to review" text="The items of this review are no longer scheduled." />
      )}
    </FocusFrame>
  );
}
