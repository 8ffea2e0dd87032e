import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, readBytes, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { AssetFilter } from "@/contract/types";

export function assetsQuery(filter: AssetFilter) {
  return queryOptions({
    queryKey: [...keys.assets, filter],
    queryFn: () => take(api.GET("/api/campaign-assets/assets", { params: { query: filter } })),
    placeholderData: keepPreviousData,
  });
}

export function assetQuery(id: string) {
  return queryOptions({
    queryKey: [...keys.assets, id],
    queryFn: () => take(api.GET("/api/campaign-assets/{id}", { params: { path: { id } } })),
  });
}

export function usesQuery(id: string) {
  return queryOptions({
    queryKey: [...keys.assets, id, "uses"],
    queryFn: () => take(api.GET("/api/campaign-assets/{id}/uses", { params: { path: { id } } })),
  });
}

export type Rendition = "thumb" | "preview" | "poster";

/** The bytes never change under an id, so they are read once. */
export function fileQuery(id: string, rendition?: Rendition) {
  return queryOptions({
    queryKey: [...keys.assetFiles, id, rendition ?? "whole"],
    queryFn: () => readBytes(`/api/campaign-assets/${id}/file${rendition ? `?rendition=${rendition}` : ""}`),
    staleTime: Number.POSITIVE_INFINITY,
  });
}
