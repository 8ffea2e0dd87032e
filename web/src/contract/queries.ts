import { QueryClient, queryOptions, useQuery } from "@tanstack/react-query";
import { api, take } from "./api";
import { keys } from "./keys";
import { problemOf } from "./problem";

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      retry: (count, error) => count < 2 && [0, 502, 503, 504].includes(problemOf(error).status),
    },
  },
});

export const meQuery = queryOptions({
  queryKey: keys.me,
  queryFn: () => take(api.GET("/api/auth/me")),
  staleTime: 300_000,
});

/** The signed-in person; only under a route that has loaded it. */
export function useMe() {
  const { data } = useQuery(meQuery);
  if (!data) throw new Error("useMe is for pages that need a signed-in person");
  return data;
}

/** The views of lists that the person has saved. */
export const viewsQuery = queryOptions({
  queryKey: keys.views,
  queryFn: () => take(api.GET("/api/views")),
  staleTime: 300_000,
});

/** Whether e-mails reach people, or only the test inbox. */
export const mailServerQuery = queryOptions({
  queryKey: keys.mailServer,
  queryFn: () => take(api.GET("/api/email/server")),
});

export const membersQuery = queryOptions({
  queryKey: keys.members,
  queryFn: () => take(api.GET("/api/members", { params: { query: { limit: 200 } } })),
});

export function campaignQuery(id: string) {
  return queryOptions({
    queryKey: keys.campaign(id),
    queryFn: () => take(api.GET("/api/campaigns/{id}", { params: { path: { id } } })),
  });
}

/** The tags that the links of a campaign get. */
export function linkTagsQuery(id: string) {
  return queryOptions({
    queryKey: keys.campaign(id, "link-tags"),
    queryFn: () => take(api.GET("/api/campaigns/{id}/link-tags", { params: { path: { id } } })),
  });
}

/** The campaigns that a list can be limited to, those changed last first. */
export const campaignNamesQuery = queryOptions({
  queryKey: [...keys.campaigns, "names"],
  queryFn: () => take(api.GET("/api/campaigns", { params: { query: { limit: 200 } } })),
});

/** The work and the figures of a campaign in one response, for its overview. */
/** The templates of campaigns, for choosing one by its name. */
export const templateNamesQuery = queryOptions({
  queryKey: [...keys.campaignTemplates, "names"],
  queryFn: () => take(api.GET("/api/templates", { params: { query: { limit: 200 } } })),
  select: ({ items }) => items.map(({ id, name }) => ({ value: id, label: name })),
});

export function overviewQuery(id: string) {
  return queryOptions({
    queryKey: keys.campaign(id, "overview"),
    queryFn: () => take(api.GET("/api/dashboard/campaigns/{id}", { params: { path: { id } } })),
  });
}

/** Segments with how many contacts are in each: the audience lists them, mailings go to them. */
export const segmentsQuery = queryOptions({
  queryKey: keys.segments,
  queryFn: () => take(api.GET("/api/email/segments/list", { params: { query: { limit: 200 } } })),
});

/** What each platform takes and whether it can be published to. */
export const platformsQuery = queryOptions({
  queryKey: [...keys.accounts, "platforms"],
  queryFn: () => take(api.GET("/api/social/platforms")),
});

/** The brands of the workspace: settings list them, pictures are drawn in their colours. */
export const brandsQuery = queryOptions({
  queryKey: keys.brands,
  queryFn: () => take(api.GET("/api/brands")),
});
