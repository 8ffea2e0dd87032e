import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { WebhookDelivery } from "@/contract/types";
import type { WebhookSearch } from "./routes";

export const webhooksQuery = queryOptions({
  queryKey: [...keys.webhooks, "list"],
  queryFn: () => take(api.GET("/api/webhooks")),
});

export const webhookEventsQuery = queryOptions({
  queryKey: [...keys.webhooks, "events"],
  queryFn: () => take(api.GET("/api/webhooks/events")),
  staleTime: Number.POSITIVE_INFINITY,
});

export function webhookLogQuery(id: string, { state, event }: WebhookSearch) {
  const filter = {
    ...(state ? { state: state as WebhookDelivery["state"] } : {}),
    ...(event ? { event } : {}),
  };
  return infiniteQueryOptions({
    queryKey: [...keys.webhooks, "log", id, filter],
    queryFn: ({ pageParam }) =>
      take(
        api.GET("/api/webhooks/{id}/deliveries", {
          params: { path: { id }, query: { ...filter, limit: 50, ...(pageParam ? { after: pageParam } : {}) } },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.next || undefined,
    placeholderData: keepPreviousData,
  });
}
