import { queryOptions } from "@tanstack/react-query";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";

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
