import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { AuditSearch } from "./routes";

export function auditQuery({ operation, kind }: AuditSearch) {
  const filter = { ...(operation ? { operation } : {}), ...(kind ? { kind } : {}) };
  return infiniteQueryOptions({
    queryKey: [...keys.audit, filter],
    queryFn: ({ pageParam }) =>
      take(
        api.GET("/api/audit", {
          params: { query: { ...filter, limit: 50, ...(pageParam ? { after: pageParam } : {}) } },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.next || undefined,
  });
}

export const auditProofQuery = queryOptions({
  queryKey: [...keys.audit, "proof"],
  queryFn: () => take(api.GET("/api/audit/verify")),
});

export function activityQuery(campaignId: string, limit: number) {
  return infiniteQueryOptions({
    queryKey: keys.campaign(campaignId, "activity", limit),
    queryFn: ({ pageParam }) =>
      take(
        api.GET("/api/campaigns/{id}/activity", {
          params: { path: { id: campaignId }, query: { limit, ...(pageParam ? { after: pageParam } : {}) } },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.next || undefined,
  });
}

export const unreadQuery = queryOptions({
  queryKey: [...keys.notifications, "count"],
  queryFn: () => take(api.GET("/api/notifications/unread-count")),
});

export const notificationsQuery = queryOptions({
  queryKey: [...keys.notifications, "list"],
  queryFn: () => take(api.GET("/api/notifications", { params: { query: { limit: 50 } } })),
});
