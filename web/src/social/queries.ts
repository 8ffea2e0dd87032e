import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, readBytes, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { Platform } from "@/contract/types";
import { dayOf, instantOf, plusDays } from "@/ui/format";

export function postsQuery(campaignId: string) {
  return queryOptions({
    queryKey: keys.campaign(campaignId, "posts"),
    queryFn: () =>
      take(api.GET("/api/social/queue/{campaignId}", { params: { path: { campaignId }, query: { limit: 200 } } })),
  });
}

export function postQuery(campaignId: string, queueId: string) {
  return queryOptions({
    queryKey: keys.campaign(campaignId, "posts", queueId),
    queryFn: () => take(api.GET("/api/social/{queueId}", { params: { path: { queueId } } })),
  });
}

export function postFiguresQuery(campaignId: string, queueId: string) {
  return queryOptions({
    queryKey: keys.campaign(campaignId, "figures", queueId),
    queryFn: () => take(api.GET("/api/social/{queueId}/analytics", { params: { path: { queueId } } })),
  });
}

/** What a person needs to publish a post; it changes with the deliveries. */
export function handoffQuery(queueId: string) {
  return queryOptions({
    queryKey: [...keys.calendar, "handoff", queueId],
    queryFn: () => take(api.GET("/api/social/{queueId}/handoff", { params: { path: { queueId } } })),
  });
}

export function handoffFileQuery({ id, downloadUrl }: { id: string; downloadUrl: string }) {
  return queryOptions({
    queryKey: [...keys.assetFiles, id, "whole"],
    queryFn: () => readBytes(downloadUrl),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function calendarQuery(from: string, to: string, campaignId?: string) {
  return queryOptions({
    queryKey: campaignId ? keys.campaign(campaignId, "calendar", from, to) : [...keys.calendar, from, to],
    queryFn: () =>
      take(api.GET("/api/social/calendar", { params: { query: { from, to, ...(campaignId ? { campaignId } : {}) } } })),
    placeholderData: keepPreviousData,
  });
}

/** When each channel usually publishes. */
export const slotsQuery = queryOptions({
  queryKey: [...keys.accounts, "slots"],
  queryFn: () => take(api.GET("/api/social/slots")),
});

export function nextSlotQuery(campaignId: string, platform: Platform) {
  return queryOptions({
    queryKey: keys.campaign(campaignId, "next-slot", platform),
    queryFn: () =>
      take(api.GET("/api/social/next-slot/{platform}", { params: { path: { platform }, query: { campaignId } } })),
  });
}

/** The addresses at which other calendars subscribe. */
export const feedsQuery = queryOptions({
  queryKey: [...keys.calendar, "feeds"],
  queryFn: () => take(api.GET("/api/calendar/feeds")),
});

/** From the start of today in the workspace's zone, so that the key stays the same all day. */
export function nextTwoWeeks(zone: string) {
  const today = dayOf(new Date(), zone);
  return {
    from: instantOf(`${today}T00:00`, zone).toISOString(),
    to: instantOf(`${plusDays(today, 14)}T00:00`, zone).toISOString(),
  };
}

export const accountsQuery = queryOptions({
  queryKey: [...keys.accounts, "list"],
  queryFn: () => take(api.GET("/api/social/accounts", { params: { query: { limit: 200 } } })),
});

export function optimalTimesQuery(campaignId: string, platform: Platform) {
  return queryOptions({
    queryKey: keys.campaign(campaignId, "optimal", platform),
    queryFn: () =>
      take(api.GET("/api/social/optimal-times/{platform}", { params: { path: { platform }, query: { campaignId } } })),
  });
}
