import { api, take } from "@/contract/api";
import type { Check } from "@/contract/types";

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
