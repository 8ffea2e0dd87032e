import { queryOptions } from "@tanstack/react-query";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";

export const credentialsQuery = queryOptions({
  queryKey: keys.credentials,
  queryFn: () => take(api.GET("/api/credentials")),
});

export const apiKeysQuery = queryOptions({
  queryKey: keys.apiKeys,
  queryFn: () => take(api.GET("/api/api-keys")),
});
