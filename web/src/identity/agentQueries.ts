import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { ConsentRequest } from "@/contract/types";

export const agentsQuery = queryOptions({
  queryKey: keys.agents,
  queryFn: () => take(api.GET("/api/agents", { params: { query: { limit: 200 } } })),
});

/** What an agent did, newest first. */
export function agentLogQuery(id: string) {
  return infiniteQueryOptions({
    queryKey: [...keys.audit, "agent", id],
    queryFn: ({ pageParam }) =>
      take(
        api.GET("/api/audit", {
          params: { query: { actor: id, limit: 50, ...(pageParam ? { after: pageParam } : {}) } },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.next || undefined,
  });
}

export function consentQuery(request: ConsentRequest) {
  return queryOptions({
    queryKey: [...keys.agents, "consent", request],
    queryFn: () => take(api.POST("/api/agents/consent/preview", { body: request })),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
}
