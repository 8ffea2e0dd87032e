import { queryOptions } from "@tanstack/react-query";
import { api, take } from "@/contract/api";
import { ofCampaign } from "@/contract/queries";

export function readinessQuery(id: string) {
  return queryOptions({
    queryKey: ofCampaign(id, "readiness"),
    queryFn: () => take(api.GET("/api/campaigns/{id}/readiness", { params: { path: { id } } })),
  });
}

export function launchStatusQuery(id: string) {
  return queryOptions({
    queryKey: ofCampaign(id, "status"),
    queryFn: () => take(api.GET("/api/campaigns/{id}/status", { params: { path: { id } } })),
  });
}
