import { Button } from "@mantine/core";
import { BellRing, Undo2 } from "lucide-react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { canDo, showProblem } from "@/ui/actions";
import { useWrite } from "@/ui/useWrite";

interface FollowUpProps {
  review: { id: string; campaignId: string; can: string[] };
  onDone?: () => void;
}

/** What the person who asked for a review can do while others decide. */
export function FollowUp({ review, onDone }: FollowUpProps) {
  const path = { params: { path: { id: review.id } } };
  const stale = [keys.approvals, keys.campaign(review.campaignId), keys.campaigns, keys.notifications];
  const shared = { stale, onRefused: showProblem, ...(onDone ? { onDone } : {}) };
  const remind = useWrite({
    ...shared,
    run: () => take(api.POST("/api/approvals/{id}/remind", path)),
    done: "Reviewers reminded.",
  });
  const withdraw = useWrite({
    ...shared,
    run: () => take(api.POST("/api/approvals/{id}/withdraw", path)),
    done: "Request withdrawn.",
  });
  return (
    <>
      {canDo(review, "withdrawReview") ? (
        <Button
          variant="default"
          leftSection={<Undo2 size={14} aria-hidden />}
          loading={withdraw.isPending}
          onClick={() => withdraw.mutate()}
        >
          Withdraw request
        </Button>
      ) : null}
      {canDo(review, "remindReviewers") ? (
        <Button
          variant="default"
          leftSection={<BellRing size={14} aria-hidden />}
          loading={remind.isPending}
          onClick={() => remind.mutate()}
        >
          Remind reviewers
        </Button>
      ) : null}
    </>
  );
}
