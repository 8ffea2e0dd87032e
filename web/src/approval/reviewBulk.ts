import { Check, MessageSquareWarning, X } from "lucide-react";
import { api, take } from "@/contract/api";
import type { BulkDecision, WaitingReview } from "@/contract/types";
import type { BulkAction } from "@/ui/BulkBar";
import { counted } from "@/ui/format";

type Decision = Omit<BulkDecision, "items">;

/** Each review is decided by the digest that the list shows: one whose content has changed since is left as it is. */
const decide =
  (decision: (words: string) => Decision): BulkAction<WaitingReview>["job"] =>
  (reviews, words, dryRun) =>
    take(
      api.POST("/api/bulk/approvals/decide", {
        body: {
          ...decision(words),
          items: (reviews ?? []).map(({ reviewId, digest }) => ({ reviewId, digest })),
          dryRun,
        },
      }),
    );

const undoable = "This can’t be undone.";

export const reviewBulk: BulkAction<WaitingReview>[] = [
  {
    label: "Approve",
    icon: Check,
    when: ({ can }) => can.includes("approveReview"),
    ask: (_, count) => ({
      title: `Approve ${counted(count, "review")}?`,
      text: `What they cover can go out at its scheduled time. Content that has changed since is not approved. ${undoable}`,
      confirm: "Approve",
    }),
    job: decide(() => ({ decision: "approve" })),
    done: "approved",
  },
  {
    label: "Request changes",
    icon: MessageSquareWarning,
    when: ({ can }) => can.includes("requestReviewChanges"),
    ask: (_, count) => ({
      title: `Request changes in ${counted(count, "review")}?`,
      text: undoable,
      field: "What needs to change",
      required: true,
      confirm: "Request changes",
    }),
    job: decide((reason) => ({ decision: "request_changes", reason })),
    done: "sent back",
  },
  {
    label: "Reject",
    icon: X,
    danger: true,
    when: ({ can }) => can.includes("rejectReview"),
    ask: (_, count) => ({
      title: `Reject ${counted(count, "review")}?`,
      text: undoable,
      field: "Reason",
      required: true,
      confirm: "Reject",
    }),
    job: decide((reason) => ({ decision: "reject", reason })),
    done: "rejected",
  },
];
