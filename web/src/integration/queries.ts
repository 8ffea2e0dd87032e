import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";

export const integrationsQuery = queryOptions({
  queryKey: [...keys.integrations, "list"],
  queryFn: () => take(api.GET("/api/integrations")),
});

export function toolCallsQuery(id: string) {
  return infiniteQueryOptions({
    queryKey: [...keys.integrations, "calls", id],
    queryFn: ({ pageParam }) =>
      take(
        api.GET("/api/integrations/{id}/calls", {
          params: { path: { id }, query: { limit: 25, ...(pageParam ? { after: pageParam } : {}) } },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.next || undefined,
  });
}

export const flowsQuery = queryOptions({
  queryKey: [...keys.integrations, "flows"],
  queryFn: () => take(api.GET("/api/flows")),
});

export const flowRunsQuery = queryOptions({
  queryKey: [...keys.integrations, "runs"],
  queryFn: () => take(api.GET("/api/flow-runs", { params: { query: { limit: 20 } } })),
});

export function flowRunQuery(id: string) {
  return queryOptions({
    queryKey: [...keys.integrations, "runs", id],
    queryFn: () => take(api.GET("/api/flow-runs/{id}", { params: { path: { id } } })),
  });
}
