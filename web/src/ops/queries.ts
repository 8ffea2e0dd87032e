import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { Source } from "./source";

/** The operator's page follows what happens; a page of a workspace is read again by a button, and when someone comes back to it. */
const every = ({ operator }: Source, seconds: number) => (operator ? seconds * 1000 : false);

/** The health is the same body with 503 when a part is down. */
async function readHealth({ client }: Source) {
  const { data, error, response } = await client.GET("/api/monitoring/health");
  if (response.status === 503 && error && "parts" in (error as object))
    return error as never as NonNullable<typeof data>;
  return take(Promise.resolve({ data, error, response }));
}

export const healthQuery = (source: Source) =>
  queryOptions({
    queryKey: [...keys.monitoring, source.of, "health"],
    queryFn: () => readHealth(source),
    refetchInterval: every(source, 15),
  });

export const metricsQuery = (source: Source) =>
  queryOptions({
    queryKey: [...keys.monitoring, source.of, "metrics"],
    queryFn: () => take(source.client.GET("/api/monitoring/metrics")),
    refetchInterval: every(source, 15),
  });

export const jobsQuery = (source: Source) =>
  queryOptions({
    queryKey: [...keys.monitoring, source.of, "jobs"],
    queryFn: () => take(source.client.GET("/api/monitoring/jobs", { params: { query: { limit: 100 } } })),
    refetchInterval: every(source, 15),
  });

export const alertsQuery = (source: Source) =>
  queryOptions({
    queryKey: [...keys.monitoring, source.of, "alerts"],
    queryFn: () => take(source.client.GET("/api/monitoring/alerts", { params: { query: { limit: 50 } } })),
    refetchInterval: every(source, 15),
  });

export const rulesQuery = (source: Source) =>
  queryOptions({
    queryKey: [...keys.monitoring, source.of, "rules"],
    queryFn: () => take(source.client.GET("/api/monitoring/alert-rules")),
  });

export const connectionsQuery = (source: Source) =>
  queryOptions({
    queryKey: [...keys.monitoring, source.of, "connections"],
    queryFn: () => take(source.client.GET("/api/monitoring/integrations")),
  });

export const errorsQuery = (source: Source) =>
  queryOptions({
    queryKey: [...keys.monitoring, source.of, "errors"],
    queryFn: () => take(source.client.GET("/api/monitoring/errors", { params: { query: { limit: 100 } } })),
    refetchInterval: every(source, 60),
  });

export const usageQuery = (source: Source) =>
  queryOptions({
    queryKey: [...keys.monitoring, source.of, "usage"],
    queryFn: () => take(source.client.GET("/api/monitoring/usage")),
  });

export const workspacesQuery = (source: Source, offset: number) =>
  queryOptions({
    queryKey: [...keys.monitoring, source.of, "workspaces", offset],
    queryFn: () => take(source.client.GET("/api/monitoring/workspaces", { params: { query: { limit: 50, offset } } })),
    refetchInterval: every(source, 60),
    placeholderData: keepPreviousData,
  });

/** Whether the installation has an operator token; open to everyone. */
export const operatorQuery = queryOptions({
  queryKey: [...keys.monitoring, "access"],
  queryFn: () => take(api.GET("/api/monitoring/operator")),
});
