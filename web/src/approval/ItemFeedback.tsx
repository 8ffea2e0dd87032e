import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Check, Send } from "lucide-react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { useMe } from "@/contract/queries";
import type { ItemFeedbackDetails } from "@/contract/types";
import { Ago } from "@/ui/Bits";
import { counted } from "@/ui/format";
import { FormProblem, Notice } from "@/ui/States";
import { useWrite } from "@/ui/useWrite";
import { plainWords } from "./anchors";
import classes from "./approval.module.css";
import { approvalsQuery, feedbackQuery } from "./queries";
import { asksNoOne } from "./scopes";
import { useResolve } from "./useResolve";

interface ItemFeedbackProps {
  campaignId: string;
  /** The item as `kind:id`, or the draft whose content it takes. */
  about: string;
  /** The campaign runs: what is not approved would go out otherwise. */
  running?: boolean;
  /** Items that no one can approve: another notice says why, and what to do. */
  stuck?: string[];
}

/** On the page of an item: what it waits for and what reviewers asked to change, with the way back into review. */
export function ItemFeedback({ campaignId, about, running, stuck = [] }: ItemFeedbackProps) {
  const feedback = useQuery(feedbackQuery(campaignId, about));
  const { name } = useMe().user;
  const shown = (feedback.data?.items ?? [])
    .map((item) => ({ item, title: titleOf(item, name, running) }))
    .filter(({ title }) => title !== undefined)
    .filter(({ item }) => item.comments.length > 0 || item.requested || !stuck.includes(item.id));
  // The posts of one draft are one matter, unless something was said about one of them.
  const notices = shown.filter(
    ({ item, title }, index) =>
      item.comments.length > 0 || item.requested || shown.findIndex((other) => other.title === title) === index,
  );
  return notices.map(({ item, title }) => (
    <Feedback key={`${item.kind}:${item.id}`} campaignId={campaignId} item={item} title={title ?? ""} />
  ));
}

interface FeedbackProps {
  campaignId: string;
  item: ItemFeedbackDetails;
  title: string;
}

function Feedback({ campaignId, item, title }: FeedbackProps) {
  const { requested, comments, reviewId, unapproved } = item;
  const resolve = useResolve();
  const threads = comments.filter(({ comment }) => !comment.parent);
  const request = useWrite({
    run: async () => {
      for (const scope of unapproved)
        await take(
          api.POST("/api/campaigns/{id}/approvals/{scope}/request", {
            params: { path: { id: campaignId, scope } },
            body: {},
          }),
        );
    },
    stale: [keys.campaign(campaignId), keys.approvals, keys.campaigns, keys.notifications],
    done: "Approval requested. Reviewers have been notified.",
  });
  // A comment that is the reason is read once.
  const reason = threads.some(({ comment }) => comment.text === requested?.comment) ? null : requested?.comment;
  const waits = isWaiting(item);
  const requestable = !reviewId && (!requested || requested.changedSince) && item.can.includes("requestApproval");
  const approvals = useQuery({ ...approvalsQuery(campaignId), enabled: requestable });
  const alone = approvals.data?.scopes
    .filter(({ scope }) => unapproved.includes(scope))
    .every((scope) => asksNoOne(scope, approvals.data.reviewers));
  return (
    <Notice tone={waits || unapproved.length === 0 ? "info" : "warn"} title={title}>
      {reason ? <p className={classes.feedbackReason}>{reason}</p> : null}
      {threads.length > 0 ? (
        <ul className={classes.feedback}>
          {threads.map(({ reviewId: review, comment }) => (
            <li key={comment.id}>
              <p className={classes.feedbackHead}>
                <b>{comment.by}</b> <Ago at={comment.at} />
              </p>
              {comment.anchor?.quote ? <blockquote>{plainWords(comment.anchor.quote)}</blockquote> : null}
              <p>{comment.text}</p>
              {comments
                .filter(({ comment: { parent } }) => parent === comment.id)
                .map(({ comment: answer }) => (
                  <p key={answer.id}>
                    <b>{answer.by}</b>: {answer.text}
                  </p>
                ))}
              <Button
                size="compact-xs"
                variant="default"
                leftSection={<Check size={13} aria-hidden />}
                onClick={() => resolve(review, comment.id)}
              >
                Resolve
              </Button>
            </li>
          ))}
        </ul>
      ) : null}
      <FormProblem error={request.error} />
      <div className={classes.feedbackFoot}>
        <span>{nextStep(item)}</span>
        {reviewId ? (
          <Button
            size="compact-sm"
            variant="default"
            renderRoot={(props) => <Link to="/approvals/$reviewId" params={{ reviewId }} {...props} />}
          >
            Open review
          </Button>
        ) : requestable && !approvals.isLoading ? (
          alone ? (
            <Button
              size="compact-sm"
              variant="default"
              renderRoot={(props) => <Link to="/campaigns/$campaignId/approvals" params={{ campaignId }} {...props} />}
            >
              Open approvals
            </Button>
          ) : (
            <Button
              size="compact-sm"
              leftSection={<Send size={13} aria-hidden />}
              loading={request.isPending}
              onClick={() => request.mutate()}
            >
              Request approval
            </Button>
          )
        ) : null}
      </div>
    </Notice>
  );
}

/** In review, with nothing for its author to do. */
export function isWaiting({ requested, reviewId }: ItemFeedbackDetails) {
  return Boolean(reviewId) && (!requested || requested.changedSince);
}

function titleOf(item: ItemFeedbackDetails, me: string, running: boolean | undefined) {
  const { requested, comments, lostApproval, unapproved, reviewers } = item;
  if (isWaiting(item)) return waitingFor(reviewers, me);
  if (requested) return `${requested.by} requested changes`;
  if (lostApproval) return "Changed since it was approved";
  if (unapproved.length > 0 && running) return "Needs approval";
  const threads = comments.filter(({ comment }) => !comment.parent).length;
  return threads > 0 ? counted(threads, "open comment") : undefined;
}

const either = new Intl.ListFormat("en", { type: "disjunction" });

/** Names who can decide, as far as there is room for it. */
function waitingFor(reviewers: string[], me: string) {
  const [first] = reviewers;
  if (!first) return "No one can approve this yet";
  if (reviewers.includes(me)) return "Waiting for your approval";
  if (reviewers.length === 1) return `Waiting for ${first}’s approval`;
  const more = reviewers.length - 2;
  const named = more > 1 ? [...reviewers.slice(0, 2), `${more} others`] : reviewers;
  return `Waiting for approval by ${either.format(named)}`;
}

function nextStep(item: ItemFeedbackDetails) {
  const { requested, unapproved, reviewers } = item;
  if (isWaiting(item))
    return reviewers.length === 0
      ? "No one can approve it yet. Invite a reviewer."
      : `${requested ? "Changed since then. " : ""}It goes out at its time once it is approved.`;
  if (requested && !requested.changedSince)
    return item.reviewId ? "Change it here." : "Change it here, then request approval again.";
  if (unapproved.length === 0) return "";
  return requested ? "Changed since then. It needs approval again." : "It doesn’t go out before it is approved.";
}
