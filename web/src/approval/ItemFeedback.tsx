import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Check, Send } from "lucide-react";
import { useState } from "react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { ItemFeedbackDetails } from "@/contract/types";
import { Ago } from "@/ui/Bits";
import { counted } from "@/ui/format";
import { FormProblem, Notice } from "@/ui/States";
import { useWrite } from "@/ui/useWrite";
import { plainWords } from "./anchors";
import classes from "./approval.module.css";
import { feedbackQuery } from "./queries";
import { useResolve } from "./useResolve";

interface ItemFeedbackProps {
  campaignId: string;
  /** The item as `kind:id`, or the draft whose content it takes. */
  about: string;
}

/** On the page of an item: what reviewers asked to change, with the way back into review. Nothing while there is no feedback. */
export function ItemFeedback({ campaignId, about }: ItemFeedbackProps) {
  const feedback = useQuery(feedbackQuery(campaignId));
  const [asked, ask] = useState(false);
  const found = (feedback.data?.items ?? []).filter(
    ({ kind, id, uses }) => `${kind}:${id}` === about || uses.includes(about),
  );
  if (asked && found.length === 0)
    return (
      <Notice tone="info" title="Waiting for approval">
        It goes out at its time once it is approved.
      </Notice>
    );
  return found.map((item) => (
    <Feedback key={`${item.kind}:${item.id}`} campaignId={campaignId} item={item} onAsked={() => ask(true)} />
  ));
}

interface FeedbackProps {
  campaignId: string;
  item: ItemFeedbackDetails;
  onAsked: () => void;
}

function Feedback({ campaignId, item, onAsked }: FeedbackProps) {
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
    onDone: onAsked,
  });
  if (!requested && threads.length === 0 && (!item.lostApproval || reviewId)) return null;
  return (
    <Notice tone={requested || item.lostApproval ? "warn" : "info"} title={titleOf(item, threads.length)}>
      {requested?.comment ? <p className={classes.feedbackReason}>{requested.comment}</p> : null}
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
        ) : (requested?.changedSince || (!requested && item.lostApproval)) && item.can.includes("requestApproval") ? (
          <Button
            size="compact-sm"
            leftSection={<Send size={13} aria-hidden />}
            loading={request.isPending}
            onClick={() => request.mutate()}
          >
            Request approval
          </Button>
        ) : null}
      </div>
    </Notice>
  );
}

function titleOf({ requested, lostApproval }: ItemFeedbackDetails, threads: number) {
  if (requested) return `${requested.by} requested changes`;
  return lostApproval ? "Changed since it was approved" : counted(threads, "open comment");
}

function nextStep({ requested, lostApproval, reviewId, unapproved }: ItemFeedbackDetails) {
  if (!requested && reviewId) return "It is in review.";
  if (!requested) return lostApproval ? "It doesn't go out until it is approved again." : "";
  if (reviewId) return requested.changedSince ? "Changed since then, and back in review." : "Change it here.";
  if (requested.changedSince) return unapproved.length > 0 ? "Changed since then. It needs approval again." : "";
  return "Change it here, then request approval again.";
}
