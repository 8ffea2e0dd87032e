import { queryOptions } from "@tanstack/react-query";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";

export const waitingReviewsQuery = queryOptions({
  queryKey: keys.approvals,
  queryFn: () => take(api.GET("/api/approvals", { params: { query: { limit: 50 } } })),
});

export function approvalsQuery(campaignId: string) {
  return queryOptions({
    queryKey: keys.campaign(campaignId, "approvals"),
    queryFn: () => take(api.GET("/api/campaigns/{id}/approvals", { params: { path: { id: campaignId } } })),
  });
}
