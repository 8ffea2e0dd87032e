import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { SavedSearch } from "@/contract/types";

export const pageSize = 25;

export function resultsQuery(query: SavedSearch["query"], offset: number) {
  return queryOptions({
    queryKey: [...keys.search, "results", query, offset],
    queryFn: () => take(api.GET("/api/search", { params: { query: { ...query, limit: pageSize, offset } as never } })),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
}

export const savedSearchesQuery = queryOptions({
  queryKey: [...keys.search, "saved"],
  queryFn: () => take(api.GET("/api/search/saved")),
});
