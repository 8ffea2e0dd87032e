import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { TaskFilter, TimelineChange } from "@/contract/types";

/** Only for a campaign that has a timeline. */
export function timelineQuery(campaignId: string) {
  return queryOptions({
    queryKey: keys.campaign(campaignId, "timeline"),
    queryFn: () => take(api.GET("/api/campaigns/{id}/timeline", { params: { path: { id: campaignId } } })),
  });
}

export function forecastQuery(campaignId: string) {
  return queryOptions({
    queryKey: keys.campaign(campaignId, "timeline", "forecast"),
    queryFn: () => take(api.GET("/api/campaigns/{id}/timeline/forecast", { params: { path: { id: campaignId } } })),
    placeholderData: keepPreviousData,
  });
}

/** What a change would do; nothing is stored. Not read again with the timeline: its version is then another one. */
export function simulationQuery(campaignId: string, version: number, change: TimelineChange) {
  return queryOptions({
    queryKey: keys.campaign(campaignId, "simulation", version, change),
    queryFn: () =>
      take(
        api.PATCH("/api/campaigns/{id}/timeline", {
          params: { path: { id: campaignId } },
          body: { ...change, version, dryRun: true },
        }),
      ),
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 30_000,
  });
}

export function tasksQuery(filter: TaskFilter) {
  return queryOptions({
    queryKey: [...keys.tasks, filter],
    queryFn: () => take(api.GET("/api/tasks", { params: { query: filter } })),
    placeholderData: keepPreviousData,
  });
}

export function taskQuery(id: string) {
  return queryOptions({
    queryKey: [...keys.tasks, "one", id],
    queryFn: () => take(api.GET("/api/tasks/{id}", { params: { path: { id } } })),
  });
}

/** The newest comments on a task. */
export function taskCommentsQuery(id: string) {
  return queryOptions({
    queryKey: [...keys.tasks, "comments", id],
    queryFn: () => take(api.GET("/api/tasks/{id}/comments", { params: { path: { id }, query: { limit: 200 } } })),
  });
}

export const teamQuery = queryOptions({
  queryKey: keys.team,
  queryFn: () => take(api.GET("/api/team", { params: { query: { limit: 200 } } })),
});

/** Who of the team is off between two days. */
export function absencesQuery(from: string, to: string) {
  return queryOptions({
    queryKey: [...keys.team, "absences", from, to],
    queryFn: () => take(api.GET("/api/team/absences", { params: { query: { from, to } } })),
    placeholderData: keepPreviousData,
  });
}
