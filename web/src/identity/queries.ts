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

/** Where the person is signed in. */
export const sessionsQuery = queryOptions({
  queryKey: keys.sessions,
  queryFn: () => take(api.GET("/api/auth/sessions")),
});

export function invitationQuery(token: string) {
  return queryOptions({
    queryKey: [...keys.members, "invitation", token],
    queryFn: () => take(api.POST("/api/members/accept/preview", { body: { token } })),
    enabled: token !== "",
    retry: false,
  });
}
