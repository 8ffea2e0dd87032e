import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { NewFirstCampaign } from "@/contract/types";

/** What a website says about its owner. It is read again only when a person asks for it. */
export function websiteQuery(url: string) {
  return queryOptions({
    queryKey: [...keys.websites, url],
    queryFn: () => take(api.POST("/api/start/website", { body: { url } })),
    enabled: url !== "",
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  });
}

export function firstCampaignQuery(id: string) {
  return queryOptions({
    queryKey: [...keys.firstCampaigns, id],
    queryFn: () => take(api.GET("/api/start/first-campaigns/{id}", { params: { path: { id } } })),
    refetchInterval: ({ state }) => (state.data?.state === "running" || !state.data ? 600 : false),
  });
}

export const checklistQuery = queryOptions({
  queryKey: keys.start,
  queryFn: () => take(api.GET("/api/start")),
});

/** The words of the drafts that a request would make. The look of the brand does not change them, except in an e-mail. */
export function draftsQuery(request: NewFirstCampaign) {
  return preview(request, false);
}

/** The same drafts with their pictures, which take longer. */
export function picturesQuery(request: NewFirstCampaign) {
  return preview(request, true);
}

function preview({ followUrl: _, goal: __, ...body }: NewFirstCampaign, pictures: boolean) {
  return queryOptions({
    queryKey: [...keys.firstCampaigns, "preview", pictures, body],
    queryFn: () =>
      take(api.POST("/api/start/first-campaigns/preview", { body, params: { query: pictures ? {} : { pictures } } })),
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: 240_000,
    refetchOnWindowFocus: false,
  });
}
