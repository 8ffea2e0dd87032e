import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";

export const credentialsQuery = queryOptions({
  queryKey: keys.credentials,
  queryFn: () => take(api.GET("/api/credentials")),
});

export function memberListQuery(sort: string | undefined) {
  return queryOptions({
    queryKey: [...keys.members, "list", sort],
    queryFn: () => take(api.GET("/api/members", { params: { query: { limit: 200, ...(sort ? { sort } : {}) } } })),
    placeholderData: keepPreviousData,
  });
}

export const apiKeysQuery = queryOptions({
  queryKey: keys.apiKeys,
  queryFn: () => take(api.GET("/api/api-keys")),
});
