import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { useWrite } from "@/ui/useWrite";
import { decidable, type Entry } from "./review";

interface Decision {
  entries: Entry[];
  verdict: "approve" | "change";
  reason?: string;
}

/** Decides on items in each review that includes them, one review after the other. */
export function useDecisions(campaignId: string, onDone: (decision: Decision) => void) {
  return useWrite<Decision>({
    run: async (decision) => {
      for (const [id, items] of byReview(decision)) {
        const path = { params: { path: { id } } };
        if (decision.verdict === "approve")
          await take(api.POST("/api/approvals/{id}/approve", { ...path, body: { items } }));
        else
          await take(
            api.POST("/api/approvals/{id}/request-changes", {
              ...path,
              body: { items, ...(decision.reason?.trim() ? { reason: decision.reason } : {}) },
            }),
          );
      }
    },
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
  return reviews;
}
