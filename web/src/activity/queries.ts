import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { isAuditClass } from "./auditClasses";
import type { AuditSearch, NotificationsSearch } from "./routes";

export function auditQuery({ class: entryClass, operation, kind, sort }: AuditSearch) {
  const filter = {
    ...(isAuditClass(entryClass) ? { class: entryClass } : {}),
    ...(operation ? { operation } : {}),
    ...(kind ? { kind } : {}),
    ...(sort ? { sort } : {}),
  };
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
    placeholderData: keepPreviousData,
  });
}

export const auditProofQuery = queryOptions({
  queryKey: [...keys.audit, "proof"],
  queryFn: () => take(api.GET("/api/audit/verify")),
});

export const auditCheckpointQuery = queryOptions({
  queryKey: [...keys.audit, "checkpoint"],
  queryFn: () => take(api.GET("/api/audit/checkpoints", { params: { query: { limit: 1 } } })),
});

export const auditKeysQuery = queryOptions({
  queryKey: [...keys.audit, "keys"],
  queryFn: () => take(api.GET("/api/audit/keys")),
});

export const auditRetentionQuery = queryOptions({
  queryKey: [...keys.audit, "retention"],
  queryFn: () => take(api.GET("/api/audit/retention")),
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

/** A page of them, for the list of their own. */
export function notificationListQuery({ unread }: NotificationsSearch, page: { limit: number; offset: number }) {
  const query = { ...page, ...(unread ? { unread: true } : {}) };
  return queryOptions({
    queryKey: [...keys.notifications, "page", query],
    queryFn: () => take(api.GET("/api/notifications", { params: { query } })),
    placeholderData: keepPreviousData,
  });
}

export const preferencesQuery = queryOptions({
  queryKey: [...keys.notifications, "preferences"],
  queryFn: () => take(api.GET("/api/notifications/preferences")),
});

export const notificationsQuery = queryOptions({
  queryKey: [...keys.notifications, "list"],
  queryFn: () => take(api.GET("/api/notifications", { params: { query: { limit: 50 } } })),
});
