import { queryOptions } from "@tanstack/react-query";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { Check } from "@/contract/types";

export function adviceQuery(id: string) {
  return queryOptions({
    queryKey: keys.campaign(id, "advice"),
    queryFn: () => take(api.GET("/api/campaigns/{id}/prompting/evaluate", { params: { path: { id } } })),
  });
}

export type Answer = "accepted" | "dismissed" | "snoozed" | "withdrawn";

export function respond(campaignId: string, check: Check, response: Answer, until?: Date) {
  return take(
    api.POST("/api/campaigns/{id}/prompting/record-response", {
      params: { path: { id: campaignId } },
      body: {
        code: check.code,
        subject: { kind: check.subject.kind, ...(check.subject.id ? { id: check.subject.id } : {}) },
        response,
        ...(until ? { until: until.toISOString() } : {}),
      },
    }),
  );
}
