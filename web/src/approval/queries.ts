import { queryOptions } from "@tanstack/react-query";
import { api, take } from "@/contract/api";
import { ofCampaign } from "@/contract/queries";

export const waitingReviewsQuery = queryOptions({
  queryKey: ["approvals"],
  queryFn: () => take(api.GET("/api/approvals", { params: { query: { limit: 50 } } })),
});

export function approvalsQuery(campaignId: string) {
  return queryOptions({
    queryKey: ofCampaign(campaignId, "approvals"),
    queryFn: () => take(api.GET("/api/campaigns/{id}/approvals", { params: { path: { id: campaignId } } })),
  });
}
