import { queryOptions } from "@tanstack/react-query";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";

export function creativesQuery(campaignId: string, archived = false) {
  return queryOptions({
    queryKey: keys.campaign(campaignId, "creatives", { archived }),
    queryFn: () =>
      take(
        api.GET("/api/campaigns/{id}/creatives", {
          params: { path: { id: campaignId }, query: { limit: 200, ...(archived ? { archived } : {}) } },
        }),
      ),
  });
}

export const hashtagSetsQuery = queryOptions({
  queryKey: keys.hashtagSets,
  queryFn: () => take(api.GET("/api/content/hashtag-sets")),
});

export function creativeQuery(campaignId: string, id: string) {
  return queryOptions({
    queryKey: keys.campaign(campaignId, "creatives", id),
    queryFn: () => take(api.GET("/api/creatives/{id}", { params: { path: { id } } })),
  });
}

export function revisionsQuery(campaignId: string, id: string) {
  return queryOptions({
    queryKey: keys.campaign(campaignId, "creatives", id, "revisions"),
    queryFn: () => take(api.GET("/api/creatives/{id}/revisions", { params: { path: { id }, query: { limit: 100 } } })),
  });
}

/** Where a blog post can be rewritten for, in display order. */
export const places = [
  "linkedin",
  "instagram",
  "twitter",
  "tiktok",
  "email",
  "bluesky",
  "mastodon",
  "threads",
  "facebook",
  "newsroom",
] as const;

export const blogPostsQuery = queryOptions({
  queryKey: keys.blogPosts,
  queryFn: () => take(api.GET("/api/content/blog-posts", { params: { query: { limit: 100 } } })),
});

export function blogPostQuery(id: string) {
  return queryOptions({
    queryKey: [...keys.blogPosts, id],
    queryFn: () => take(api.GET("/api/content/blog-posts/{id}", { params: { path: { id } } })),
  });
}

export function repurposedQuery(blogPostId: string) {
  return queryOptions({
    queryKey: [...keys.blogPosts, blogPostId, "repurposed"],
    queryFn: () => take(api.GET("/api/content/repurposed/{blogPostId}", { params: { path: { blogPostId } } })),
    select: ({ items, ...rest }) => ({
      ...rest,
      items: items.toSorted((a, b) => places.indexOf(a.platform) - places.indexOf(b.platform)),
    }),
  });
}

/** The blogs that a campaign follows. */
export function blogFeedsQuery(campaignId: string) {
  return queryOptions({
    queryKey: [...keys.blogPosts, "feeds", campaignId],
    queryFn: () => take(api.GET("/api/campaigns/{id}/blog-feeds", { params: { path: { id: campaignId } } })),
  });
}
