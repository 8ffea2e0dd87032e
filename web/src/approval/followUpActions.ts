import { BellRing, Flame, Undo2 } from "lucide-react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { Action } from "@/ui/actions";

export interface Followed {
  id: string;
  campaignId: string;
  can: string[];
}

const path = ({ id }: Followed) => ({ params: { path: { id } } });
const stale = ({ campaignId }: Followed) => [
  keys.approvals,
  keys.campaign(campaignId),
  keys.campaigns,
  keys.notifications,
];

/** What the person who asked for a review can do while others decide. */
export const followUpActions: Action<Followed>[] = [
  {
    name: "remindReviewers",
    label: "Remind reviewers",
    icon: BellRing,
    group: "Approvals",
    run: (review) => take(api.POST("/api/approvals/{id}/remind", path(review))),
    done: "Reviewers reminded.",
    stale,
  },
  {
    name: "escalateReview",
    label: "Escalate",
    icon: Flame,
    group: "Approvals",
    ask: () => ({
      title: "Escalate this review?",
      text: "The owners and admins are notified, and the review becomes more urgent. A review is escalated once.",
      field: "Reason (optional)",
      confirm: "Escalate",
    }),
    run: (review, reason) =>
      take(api.POST("/api/approvals/{id}/escalate", { ...path(review), body: reason.trim() ? { reason } : {} })),
    done: "Review escalated.",
    stale,
  },
  {
    name: "withdrawReview",
    label: "Withdraw request",
    icon: Undo2,
    group: "Approvals",
    run: (review) => take(api.POST("/api/approvals/{id}/withdraw", path(review))),
    done: "Request withdrawn.",
    stale,
  },
];
