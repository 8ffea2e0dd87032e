import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { CampaignFilter } from "@/contract/types";

export function campaignsQuery(filter: CampaignFilter) {
  return queryOptions({
    queryKey: [...keys.campaigns, filter],
    queryFn: () => take(api.GET("/api/campaigns", { params: { query: filter } })),
    placeholderData: keepPreviousData,
  });
}

export function budgetQuery(id: string) {
  return queryOptions({
    queryKey: keys.campaign(id, "budget"),
    queryFn: () => take(api.GET("/api/campaigns/{id}/budget", { params: { path: { id } } })),
  });
}
