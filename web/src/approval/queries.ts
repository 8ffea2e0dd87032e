import { queryOptions } from "@tanstack/react-query";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";

export const waitingReviewsQuery = queryOptions({
  queryKey: [...keys.approvals, "waiting"],
  queryFn: () => take(api.GET("/api/approvals", { params: { query: { limit: 50 } } })),
});

export function approvalsQuery(campaignId: string) {
  return queryOptions({
    queryKey: keys.campaign(campaignId, "approvals"),
    queryFn: () => take(api.GET("/api/campaigns/{id}/approvals", { params: { path: { id: campaignId } } })),
  });
}

/** A review, and the other open ones of its campaign: an item is read once and decided in all of them. */
export function reviewQuery(id: string) {
  return queryOptions({
    queryKey: [...keys.approvals, "review", id],
    queryFn: async () => {
      const main = await readReview(id);
      const { items } = await take(
        api.GET("/api/approvals", { params: { query: { campaignId: main.campaignId, limit: 50 } } }),
      );
      const others = items.map(({ reviewId }) => reviewId).filter((other) => other !== id);
      return [main, ...(main.state === "open" ? await Promise.all(others.map(readReview)) : [])] as const;
    },
  });
}

function readReview(id: string) {
  return take(api.GET("/api/approvals/{id}", { params: { path: { id } } }));
}

export function reviewHistoryQuery(id: string) {
  return queryOptions({
    queryKey: [...keys.approvals, id, "history"],
    queryFn: () => take(api.GET("/api/approvals/{id}/history", { params: { path: { id }, query: { limit: 200 } } })),
  });
}

/** What reviewers said about the items of a campaign. */
export function feedbackQuery(campaignId: string) {
  return queryOptions({
    queryKey: keys.campaign(campaignId, "feedback"),
    queryFn: () => take(api.GET("/api/campaigns/{id}/approvals/feedback", { params: { path: { id: campaignId } } })),
  });
}
