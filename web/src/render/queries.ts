import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { JobFilter } from "@/contract/types";

export function jobsQuery(filter: JobFilter) {
  return queryOptions({
    queryKey: [...keys.renders, filter],
    queryFn: () => take(api.GET("/api/render-jobs", { params: { query: filter } })),
    placeholderData: keepPreviousData,
  });
}

export function jobQuery(id: string) {
  return queryOptions({
    queryKey: [...keys.renders, id],
    queryFn: () => take(api.GET("/api/render-jobs/{id}/status", { params: { path: { id } } })),
  });
}

export const providersQuery = queryOptions({
  queryKey: keys.renderProviders,
  queryFn: () => take(api.GET("/api/render-providers")),
  staleTime: 300_000,
});

export const campaignsToRender = queryOptions({
  queryKey: [...keys.campaigns, "to-render"],
  queryFn: () => take(api.GET("/api/campaigns", { params: { query: { limit: 100, sort: "-updatedAt" } } })),
});
