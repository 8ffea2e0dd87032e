import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, readBytes, take } from "@/contract/api";
import { keys } from "@/contract/keys";

export function mailingsQuery(campaignId: string) {
  return queryOptions({
    queryKey: keys.campaign(campaignId, "mailings"),
    queryFn: () => take(api.GET("/api/email", { params: { query: { campaignId, limit: 200 } } })),
  });
}

export function mailingQuery(campaignId: string, id: string) {
  return queryOptions({
    queryKey: keys.campaign(campaignId, "mailings", id),
    queryFn: () => take(api.GET("/api/email/{id}", { params: { path: { id } } })),
  });
}

export function previewQuery(campaignId: string, id: string, contactId?: string) {
  return queryOptions({
    queryKey: keys.campaign(campaignId, "mailings", id, "preview", ...(contactId ? [contactId] : [])),
    queryFn: () =>
      take(
        api.GET("/api/email/{id}/preview", {
          params: { path: { id }, query: contactId ? { contactId } : {} },
        }),
      ),
    placeholderData: keepPreviousData,
  });
}

export const templatesQuery = queryOptions({
  queryKey: [...keys.templates, "mail"],
  queryFn: () => take(api.GET("/api/email/templates/list", { params: { query: { limit: 100 } } })),
});

export function templateQuery(id: string) {
  return queryOptions({
    queryKey: [...keys.templates, "mail", id],
    queryFn: () => take(api.GET("/api/email/templates/{id}", { params: { path: { id } } })),
  });
}

export function mailingChecksQuery(campaignId: string, id: string) {
  return queryOptions({
    queryKey: keys.campaign(campaignId, "mailings", id, "checks"),
    queryFn: () => take(api.POST("/api/email/{id}/validate", { params: { path: { id } } })),
  });
}

export function mailingMetricsQuery(campaignId: string, id: string) {
  return queryOptions({
    queryKey: keys.campaign(campaignId, "figures", id),
    queryFn: () => take(api.GET("/api/email/{id}/metrics", { params: { path: { id } } })),
  });
}

/** Which links were followed, and when it was read. */
export function mailingReportQuery(campaignId: string, id: string) {
  return queryOptions({
    queryKey: keys.campaign(campaignId, "figures", id, "report"),
    queryFn: () => take(api.GET("/api/email/{id}/report", { params: { path: { id } } })),
  });
}

export function capturedQuery(to: string | undefined, limit: number, offset: number) {
  return queryOptions({
    queryKey: [...keys.captured, { to, limit, offset }],
    queryFn: () =>
      take(api.GET("/api/email/captured", { params: { query: { limit, offset, ...(to ? { to } : {}) } } })),
    placeholderData: keepPreviousData,
  });
}

export function capturedMailQuery(id: string) {
  return queryOptions({
    queryKey: [...keys.captured, id],
    queryFn: () => take(api.GET("/api/email/captured/{id}/view", { params: { path: { id } } })),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function mailSourceQuery(id: string) {
  return queryOptions({
    queryKey: [...keys.captured, id, "source"],
    queryFn: async () => (await readBytes(`/api/email/captured/${id}`)).text(),
    staleTime: Number.POSITIVE_INFINITY,
  });
}
