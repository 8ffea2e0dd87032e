import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { BulkProgress } from "@/contract/types";

const often = 700;
export const isOpen = ({ state }: Pick<BulkProgress, "state">) => state === "queued" || state === "running";

export function bulkQuery(id: string, state?: "done" | "failed" | "skipped", limit = 1) {
  return queryOptions({
    queryKey: [...keys.bulk, id, state, limit],
    queryFn: () =>
      take(api.GET("/api/bulk/{id}", { params: { path: { id }, query: { limit, ...(state ? { state } : {}) } } })),
    refetchInterval: ({ state: { data } }) => (data && !isOpen(data) ? false : often),
    placeholderData: keepPreviousData,
  });
}

export function bulksQuery(page: { limit: number; offset: number }) {
  return queryOptions({
    queryKey: [...keys.bulk, "list", page],
    queryFn: () => take(api.GET("/api/bulk", { params: { query: page } })),
    refetchInterval: ({ state: { data } }) => (data?.items.some(isOpen) ? often * 2 : false),
    placeholderData: keepPreviousData,
  });
}

/** What of one's own still runs: after a reload its progress is shown again. */
export const runningQuery = queryOptions({
  queryKey: [...keys.bulk, "running"],
  queryFn: () => take(api.GET("/api/bulk", { params: { query: { open: true, mine: true, limit: 20 } } })),
  staleTime: Number.POSITIVE_INFINITY,
});

export const undoBulk = (id: string) => take(api.POST("/api/bulk/{id}/undo", { params: { path: { id } } }));
export const cancelBulk = (id: string) => take(api.POST("/api/bulk/{id}/cancel", { params: { path: { id } } }));
