import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { useWrite } from "@/ui/useWrite";
import { decidable, type Entry } from "./review";

interface Decision {
  entries: Entry[];
  verdict: "approve" | "change";
  reason?: string;
}

/** Decides on items in all reviews that include them at once. */
export function useDecisions(campaignId: string, onDone: (decision: Decision) => void) {
  return useWrite<Decision>({
    run: (decision) =>
      take(
        api.POST("/api/approvals/decide", {
          body: {
            decision: decision.verdict === "approve" ? "approved" : "changes_requested",
            reviews: byReview(decision),
            ...(decision.reason?.trim() ? { comment: decision.reason } : {}),
          },
        }),
      ),
    stale: [keys.approvals, keys.campaign(campaignId), keys.campaigns, keys.notifications],
    onDone: (_, decision) => onDone(decision),
  });
}

function byReview({ entries, verdict }: Decision) {
  const reviews = new Map<string, { kind: string; id: string; digest: string }[]>();
  for (const entry of entries)
    for (const { review, item } of decidable(entry, verdict)) {
      const chosen = { kind: item.kind, id: item.id, digest: item.digest };
      reviews.set(review.id, [...(reviews.get(review.id) ?? []), chosen]);
    }
  return [...reviews].map(([reviewId, items]) => ({ reviewId, items }));
}
