import type { SavedSearch } from "@/contract/types";
import { dayOf, instantOf, plusDays } from "@/ui/format";
import { count, day, oneOf, searchOf, text } from "@/ui/search";

/** The facets in their order, by the names of their filters. */
export const facets = ["kind", "status", "tag", "owner", "channel", "campaignId"] as const;
export type Facet = (typeof facets)[number];

export const orders = [
  { value: "relevance", label: "Best match" },
  { value: "-updatedAt", label: "Changed last" },
  { value: "title", label: "Title" },
] as const;

export const searchAddress = searchOf({
  q: text,
  kind: text,
  status: text,
  tag: text,
  owner: text,
  channel: text,
  campaignId: text,
  from: day,
  to: day,
  sort: oneOf("-updatedAt", "title"),
  page: count,
  /** The saved search to open, as notifications name it. */
  saved: text,
});
export type SearchAddress = ReturnType<typeof searchAddress>;

/** What the server is asked: whole days begin and end in the workspace's time zone. */
export function queryOf({ page: _, saved: __, from, to, ...words }: SearchAddress, zone: string): SavedSearch["query"] {
  const given = {
    ...words,
    from: from && instantOf(`${from}T00:00`, zone).toISOString(),
    to: to && new Date(instantOf(`${plusDays(to, 1)}T00:00`, zone).getTime() - 1).toISOString(),
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value)) as SavedSearch["query"];
}

/** The address of a saved search. */
export function addressOf({ from, to, ...words }: SavedSearch["query"], zone: string): SearchAddress {
  return searchAddress({ ...words, from: from && dayOf(from, zone), to: to && dayOf(to, zone) });
}

const all = Object.keys(searchAddress({}));

/** This address and nothing of the one before. */
export function only(address: SearchAddress): SearchAddress {
  return { ...(Object.fromEntries(all.map((name) => [name, undefined])) as SearchAddress), ...address };
}
