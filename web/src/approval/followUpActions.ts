import { BellRing, Undo2 } from "lucide-react";
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
    name: "withdrawReview",
    label: "Withdraw request",
    icon: Undo2,
    group: "Approvals",
    run: (review) => take(api.POST("/api/approvals/{id}/withdraw", path(review))),
    done: "Request withdrawn.",
    stale,
  },
];
