import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, callByPath, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { BoardFilter, OverviewFilter, RiskFilter, TrendFilter } from "@/contract/types";
import type { CampaignChoice, Choice } from "./choice";

export const usualDays = 30;

export function overviewQuery(choice: Choice = { days: usualDays }) {
  return queryOptions({
    queryKey: [...keys.dashboard, "overview", choice],
    queryFn: () => take(api.GET("/api/dashboard/overview", { params: { query: choice as OverviewFilter } })),
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

export function kpisQuery(choice: Choice) {
  return queryOptions({
    queryKey: [...keys.dashboard, "kpis", choice],
    queryFn: () => take(api.GET("/api/dashboard/kpis", { params: { query: choice as OverviewFilter } })),
    placeholderData: keepPreviousData,
  });
}

/** More than a month is read by week. */
export function grainOf(days: number) {
  return days > 31 ? "week" : "day";
}

export function trendsQuery(choice: Choice, metric: NonNullable<TrendFilter["metric"]>[number]) {
  const query = { ...choice, grain: grainOf(choice.days), metric: [metric] } as TrendFilter;
  return queryOptions({
    queryKey: [...keys.dashboard, "trends", query],
    queryFn: () => take(api.GET("/api/dashboard/trends", { params: { query } })),
    placeholderData: keepPreviousData,
  });
}

export function risksQuery(campaigns: CampaignChoice) {
  return queryOptions({
    queryKey: [...keys.dashboard, "risks", campaigns],
    queryFn: () => take(api.GET("/api/dashboard/risks", { params: { query: campaigns as RiskFilter } })),
  });
}

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
