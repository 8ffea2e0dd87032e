import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { DeliveryState } from "@/contract/types";
import type { DeliveriesSearch } from "./routes";

function inState(state: DeliveryState) {
  return queryOptions({
    queryKey: [...keys.deliveries, { state }],
    queryFn: () => take(api.GET("/api/deliveries", { params: { query: { state, limit: 50 } } })),
  });
}

export const unconfirmedQuery = inState("unconfirmed");
export const failedQuery = inState("failed");
/** Posts that wait for a person to publish them. */
export const handedOverQuery = inState("handed_over");

/** Posts and e-mails with the number of their messages in each state. */
export function sentQuery(
  { state, channel, campaignId, q, sort }: DeliveriesSearch,
  page: { limit: number; offset: number },
) {
  const filter = {
    ...page,
    ...(state ? { state: state as DeliveryState } : {}),
    ...(channel ? { channel } : {}),
    ...(campaignId ? { campaignId } : {}),
    ...(q ? { q } : {}),
    ...(sort && !sort.endsWith("created") ? { sort } : {}),
  };
  return queryOptions({
    queryKey: [...keys.sent, filter],
    queryFn: () => take(api.GET("/api/sent", { params: { query: filter } })),
    placeholderData: keepPreviousData,
  });
}

export function deliveriesQuery({ state, channel, campaignId, itemId, reaction, sort }: DeliveriesSearch) {
  const filter = {
    ...(state ? { state: state as DeliveryState } : {}),
    ...(channel ? { channel } : {}),
    ...(campaignId ? { campaignId } : {}),
    ...(itemId ? { itemId } : {}),
    ...(reaction ? { reaction } : {}),
    // The other view has orders that single messages do not.
    ...(sort?.endsWith("created") ? { sort } : {}),
  };
  return infiniteQueryOptions({
    queryKey: [...keys.deliveries, "ledger", filter],
    queryFn: ({ pageParam }) =>
      take(
        api.GET("/api/deliveries", {
          params: { query: { ...filter, limit: 50, ...(pageParam ? { after: pageParam } : {}) } },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.next || undefined,
    placeholderData: keepPreviousData,
  });
}

export function deliveryQuery(id: string) {
  return queryOptions({
    queryKey: [...keys.deliveries, id],
    queryFn: () => take(api.GET("/api/deliveries/{id}", { params: { path: { id } } })),
  });
}
