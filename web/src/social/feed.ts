import { queryOptions } from "@tanstack/react-query";
import { keys } from "@/contract/keys";

interface FeedItem {
  id: string;
  title: string;
  url: string;
  published?: string;
}

export function feedQuery(slug: string) {
  return queryOptions({
    queryKey: [...keys.calendar, "newsroom", slug],
    queryFn: () => readFeed(slug),
  });
}

/** The newsroom's own JSON feed: the list of what is out is what the public reads. */
async function readFeed(slug: string): Promise<FeedItem[]> {
  const response = await fetch(`/n/${encodeURIComponent(slug)}/feed.json`);
  if (response.status === 404) return [];
  if (!response.ok) throw new Error("The newsroom feed can't be loaded right now. Try again.");
  const feed: { items?: { id: string; title?: string; url: string; date_published?: string }[] } =
    await response.json();
  return (feed.items ?? []).map(({ id, title, url, date_published }) => ({
    id,
    title: title || "Untitled",
    url: safeUrl(url),
    ...(date_published ? { published: date_published } : {}),
  }));
}

function safeUrl(url: string) {
  return /^(https?:\/\/|\/)/.test(url) ? url : "#";
}
