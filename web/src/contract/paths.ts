import type { paths as generated } from "./schema";
import type * as t from "./types";

/** One operation as openapi-fetch reads it: parameters, body, answer. */
type Op<Query, Path, Body, Answer> = {
  parameters: {
    query?: Query;
    header?: never;
    cookie?: never;
  } & ([Path] extends [undefined] ? { path?: never } : { path: Path });
  responses: { 200: { content: { "application/json": Answer } } };
} & ([Body] extends [undefined] ? { requestBody?: never } : { requestBody: { content: { "application/json": Body } } });
type Get<Answer, Query = never, Path = undefined> = Op<Query, Path, undefined, Answer>;
type Write<Body, Answer, Path = undefined> = Op<never, Path, Body, Answer>;
type Call<Answer, Path> = Op<never, Path, undefined, Answer>;
interface Id {
  id: string;
}
interface Campaign {
  campaignId: string;
}
type Nothing = undefined;

interface Awaited_ {
  "/api/campaigns/{id}/validate": { post: Call<t.Validation, Id> };
  "/api/campaigns/{id}/launch": { post: Call<t.LaunchStatus, Id> };
  "/api/campaigns/{id}/pause": { post: Write<{ reason?: string }, t.Campaign, Id> };
  "/api/campaigns/{id}/resume": { post: Call<t.Campaign, Id> };
  "/api/campaigns/{id}/complete": { post: Call<t.Campaign, Id> };
  "/api/campaigns/{id}/status": { get: Get<t.LaunchStatus, never, Id> };
  "/api/campaigns/{id}/readiness": { get: Get<t.Readiness, never, Id> };
  "/api/campaigns/{id}/publish": { post: Call<{ campaignId: string; planned: number }, Id> };
  "/api/social/schedule": { post: Write<t.NewPost, t.Post & { warnings?: string[] }> };
  "/api/social/queue/{campaignId}": {
    get: Get<t.Page<t.Post>, { limit?: number; offset?: number; status?: string }, Campaign>;
  };
  "/api/social/calendar": { get: Get<{ items: t.CalendarItem[] }, { from: string; to: string }> };
  "/api/social/{queueId}": {
    get: Get<t.Post, never, { queueId: string }>;
    patch: Write<t.PostChange, t.Post, { queueId: string }>;
  };
  "/api/social/{queueId}/publish": { post: Call<t.Post, { queueId: string }> };
  "/api/social/{queueId}/reschedule": { patch: Write<t.PlannedTime, t.Post, { queueId: string }> };
  "/api/social/{queueId}/cancel": { post: Call<t.Post, { queueId: string }> };
  "/api/email": {
    get: Get<t.Page<t.Mailing>, { campaignId?: string; status?: string; limit?: number; offset?: number }>;
  };
  "/api/email/create": { post: Write<t.NewMailing, t.Mailing> };
  "/api/email/{id}": {
    get: Get<t.Mailing, never, Id>;
    patch: Write<t.MailingDetails, t.Mailing, Id>;
    delete: Call<Nothing, Id>;
  };
  "/api/email/{id}/validate": { post: Call<{ checks: t.Check[] }, Id> };
  "/api/email/{id}/preview": { get: Get<t.MailPreview, never, Id> };
  "/api/email/{id}/schedule": { post: Write<t.PlannedTime, t.Mailing, Id> };
  "/api/email/{id}/send": { post: Call<t.SendAnswer, Id> };
  "/api/email/{id}/cancel": { post: Call<t.Mailing, Id> };
  "/api/email/{id}/metrics": { get: Get<t.MailingMetrics, never, Id> };
  "/api/email/captured": {
    get: Get<t.Page<t.CapturedMail>, { to?: string; limit?: number; offset?: number }>;
  };
  "/api/email/captured/{id}/view": { get: Get<t.CapturedMailView, never, Id> };
}

export type paths = generated & Omit<Awaited_, keyof generated>;
