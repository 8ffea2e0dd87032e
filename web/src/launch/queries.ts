import { queryOptions } from "@tanstack/react-query";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";

export function readinessQuery(id: string) {
  return queryOptions({
    queryKey: keys.campaign(id, "readiness"),
    queryFn: () => take(api.GET("/api/campaigns/{id}/readiness", { params: { path: { id } } })),
  });
}

export function launchStatusQuery(id: string) {
  return queryOptions({
    queryKey: keys.campaign(id, "status"),
    queryFn: () => take(api.GET("/api/campaigns/{id}/status", { params: { path: { id } } })),
  });
}

export function launchSheetQuery(campaignId: string) {
  return queryOptions({
    queryKey: keys.campaign(campaignId, "launch-sheet"),
    queryFn: () => take(api.GET("/api/campaigns/{id}/launch-sheet", { params: { path: { id: campaignId } } })),
    staleTime: 0,
  });
}

/** What did not go out at its time, and why: of the workspace, of a campaign, or one item. */
export function unsentQuery(filter: { campaignId?: string; itemId?: string } = {}) {
  return queryOptions({
    queryKey: [...keys.deliveries, "unsent", filter],
    queryFn: () => take(api.GET("/api/unsent-items", { params: { query: filter } })),
  });
}
