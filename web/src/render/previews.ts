import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { NewRenderPreview } from "@/contract/types";

/** Small pictures that the server draws; the same words give the same pictures, so they stay fresh. */
export function previewQuery(request: NewRenderPreview) {
  return queryOptions({
    queryKey: [...keys.renderProviders, "preview", request],
    queryFn: () => take(api.POST("/api/render-previews", { body: request })),
    placeholderData: keepPreviousData,
    staleTime: 300_000,
    gcTime: 60_000,
  });
}

/** The scenes of a video that is asked for by this request, written as JSON. */
export function scenesQuery(request: string) {
  return queryOptions({
    queryKey: [...keys.renders, "scenes", request],
    queryFn: () => {
      const { campaignId, params } = JSON.parse(request);
      return take(api.POST("/api/render-previews/scenes", { body: { campaignId, params, side: 360 } }));
    },
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  });
}
