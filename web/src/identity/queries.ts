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

/** How the person can sign in. */
export const secondFactorQuery = queryOptions({
  queryKey: keys.secondFactor,
  queryFn: () => take(api.GET("/api/auth/me/second-factor")),
});

export const passkeysQuery = queryOptions({
  queryKey: keys.passkeys,
  queryFn: () => take(api.GET("/api/auth/me/passkeys")),
});

/** How the people of the workspace sign in. */
export const securityQuery = queryOptions({
  queryKey: [...keys.security, "settings"],
  queryFn: () => take(api.GET("/api/security")),
});

export const connectionQuery = queryOptions({
  queryKey: [...keys.security, "connection"],
  queryFn: () => take(api.GET("/api/security/connection")),
});

export const domainsQuery = queryOptions({
  queryKey: [...keys.security, "domains"],
  queryFn: () => take(api.GET("/api/security/domains")),
});

export const breakGlassQuery = queryOptions({
  queryKey: [...keys.security, "break-glass"],
  queryFn: () => take(api.GET("/api/security/break-glass")),
});

export const provisioningQuery = queryOptions({
  queryKey: [...keys.security, "provisioning"],
  queryFn: () => take(api.GET("/api/security/provisioning")),
});

export function invitationQuery(token: string) {
  return queryOptions({
    queryKey: [...keys.members, "invitation", token],
    queryFn: () => take(api.POST("/api/members/accept/preview", { body: { token } })),
    enabled: token !== "",
    retry: false,
  });
}
