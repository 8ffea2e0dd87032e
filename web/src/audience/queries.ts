import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { ContactStatus, Rules } from "@/contract/types";

export interface ContactFilter {
  q?: string | undefined;
  tag?: string | undefined;
  status?: ContactStatus | undefined;
  segment?: string | undefined;
  sort?: string | undefined;
}

/** Only what is set, so that the same choice is the same key. */
function given<T extends object>(filter: T) {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value)) as T;
}

export function contactsQuery(filter: ContactFilter) {
  const query = given(filter);
  return infiniteQueryOptions({
    queryKey: [...keys.contacts, "list", query],
    queryFn: ({ pageParam }) =>
      take(
        api.GET("/api/contacts", {
          params: { query: { ...query, limit: 50, ...(pageParam ? { after: pageParam } : {}) } as never },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.next || undefined,
    placeholderData: keepPreviousData,
  });
}

/** How many contacts a filter finds, loaded or not. */
export function contactCountQuery({ sort: _, ...filter }: ContactFilter) {
  const query = given(filter);
  return queryOptions({
    queryKey: [...keys.contacts, "count", query],
    queryFn: () => take(api.GET("/api/contacts/count", { params: { query: query as never } })),
  });
}

export function segmentListQuery(sort: string | undefined) {
  return queryOptions({
    queryKey: [...keys.segments, "list", sort],
    queryFn: () =>
      take(api.GET("/api/email/segments/list", { params: { query: { limit: 200, ...(sort ? { sort } : {}) } } })),
    placeholderData: keepPreviousData,
  });
}

export function contactQuery(id: string) {
  return queryOptions({
    queryKey: [...keys.contacts, id],
    queryFn: () => take(api.GET("/api/contacts/{id}", { params: { path: { id } } })),
  });
}

export function segmentPreviewQuery(rules: Rules) {
  return queryOptions({
    queryKey: [...keys.segments, "preview", rules],
    queryFn: () => take(api.POST("/api/email/segments/preview", { body: { rules } })),
    placeholderData: keepPreviousData,
    retry: false,
  });
}

interface SuppressionFilter {
  sort?: string | undefined;
  email?: string | undefined;
  reason?: string | undefined;
  limit: number;
  offset: number;
}

export function suppressionsQuery(filter: SuppressionFilter) {
  const query = given(filter);
  return queryOptions({
    queryKey: [...keys.suppressions, query],
    queryFn: () => take(api.GET("/api/suppressions", { params: { query: query as never } })),
    placeholderData: keepPreviousData,
  });
}
