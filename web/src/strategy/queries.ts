import { queryOptions } from "@tanstack/react-query";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";

export function strategiesQuery(campaignId: string) {
  return queryOptions({
    queryKey: keys.campaign(campaignId, "strategies"),
    queryFn: () =>
      take(api.GET("/api/campaigns/{id}/strategies", { params: { path: { id: campaignId }, query: { limit: 100 } } })),
  });
}

export function comparisonQuery(campaignId: string, version: number, against: number) {
  return queryOptions({
    queryKey: keys.campaign(campaignId, "strategies", version, "against", against),
    queryFn: () =>
      take(
        api.GET("/api/campaigns/{id}/strategies/{version}/diff", {
          params: { path: { id: campaignId, version }, query: { against } },
        }),
      ),
    staleTime: Number.POSITIVE_INFINITY,
  });
}
