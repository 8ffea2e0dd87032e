import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { ComparedBy } from "@/contract/types";

/** The last so many days, or from a day to another; otherwise all days with figures. */
export interface Period {
  days?: number | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

function asked({ days, from, to }: Period) {
  return from && to ? { from, to } : days ? { days } : {};
}

export function dashboardQuery(id: string, period: Period = {}) {
  const query = asked(period);
  return queryOptions({
    queryKey: keys.campaign(id, "dashboard", query),
    queryFn: () => take(api.GET("/api/analytics/campaigns/{id}/dashboard", { params: { path: { id }, query } })),
    placeholderData: keepPreviousData,
  });
}

/** Trends end today; those of a period that is over are looked up in the days since it began. */
export function trendsQuery(id: string, { days = 366, from, to }: Period) {
  const since = from && to ? Math.ceil((Date.now() - Date.parse(from)) / 86_400_000) + 1 : days;
  const query = { days: Math.min(366, Math.max(1, since)) };
  return queryOptions({
    queryKey: keys.campaign(id, "trends", query),
    queryFn: () => take(api.GET("/api/analytics/campaigns/{id}/trends", { params: { path: { id }, query } })),
    placeholderData: keepPreviousData,
  });
}

export function comparisonQuery(id: string, by: ComparedBy) {
  return queryOptions({
    queryKey: keys.campaign(id, "comparison", by),
    queryFn: () =>
      take(api.GET("/api/analytics/campaigns/{id}/channel-comparison", { params: { path: { id }, query: { by } } })),
    placeholderData: keepPreviousData,
  });
}

export function goalsQuery(id: string) {
  return queryOptions({
    queryKey: keys.campaign(id, "goals"),
    queryFn: () => take(api.GET("/api/analytics/campaigns/{id}/goals", { params: { path: { id } } })),
  });
}

export const summaryQuery = queryOptions({
  queryKey: [...keys.campaigns, "figures"],
  queryFn: () => take(api.GET("/api/analytics/campaigns/all/summary", { params: { query: { limit: 100 } } })),
});

/** Each post and e-mail of the period with its figures. */
export function itemFiguresQuery(id: string, period: Period = {}) {
  const query = asked(period);
  return queryOptions({
    queryKey: keys.campaign(id, "item-figures", query),
    queryFn: () => take(api.GET("/api/analytics/campaigns/{id}/items", { params: { path: { id }, query } })),
    placeholderData: keepPreviousData,
  });
}
