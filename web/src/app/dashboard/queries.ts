import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, callByPath, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { BoardFilter, TrendFilter } from "@/contract/types";

export const usualDays = 30;

export function overviewQuery(days: number = usualDays) {
  return queryOptions({
    queryKey: [...keys.dashboard, "overview", days],
    queryFn: () => take(api.GET("/api/dashboard/overview", { params: { query: { days } } })),
    placeholderData: keepPreviousData,
  });
}

export function boardQuery(filter: BoardFilter) {
  return queryOptions({
    queryKey: [...keys.dashboard, "campaigns", filter],
    queryFn: () => take(api.GET("/api/dashboard/campaigns", { params: { query: filter } })),
    placeholderData: keepPreviousData,
  });
}

export function kpisQuery(days: number) {
  return queryOptions({
    queryKey: [...keys.dashboard, "kpis", days],
    queryFn: () => take(api.GET("/api/dashboard/kpis", { params: { query: { days } } })),
    placeholderData: keepPreviousData,
  });
}

/** More than a month is read by week. */
export function grainOf(days: number) {
  return days > 31 ? "week" : "day";
}

export function trendsQuery(days: number, metric: NonNullable<TrendFilter["metric"]>[number]) {
  return queryOptions({
    queryKey: [...keys.dashboard, "trends", days, metric],
    queryFn: () =>
      take(api.GET("/api/dashboard/trends", { params: { query: { days, grain: grainOf(days), metric: [metric] } } })),
    placeholderData: keepPreviousData,
  });
}

export const risksQuery = queryOptions({
  queryKey: [...keys.dashboard, "risks"],
  queryFn: () => take(api.GET("/api/dashboard/risks", { params: { query: {} } })),
});

const most = 50;

/** What a count counts, by the path that came with it. */
export function rowsQuery(path: string) {
  return queryOptions({
    queryKey: [...keys.dashboard, "rows", path],
    queryFn: () => {
      const url = new URL(path, window.location.origin);
      if (url.pathname !== "/api/social/calendar") url.searchParams.set("limit", String(most));
      return callByPath("GET", url.pathname + url.search) as Promise<{ items: unknown[]; total?: number }>;
    },
  });
}
