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

export interface paths {
  "/api/auth/register": {
    post: Write<{ email: string; password: string; name: string; workspaceName: string }, t.Session>;
  };
  "/api/auth/login": { post: Write<{ email: string; password: string; workspaceId?: string }, t.Session> };
  "/api/auth/switch": { post: Write<{ workspaceId: string }, t.Session> };
  "/api/auth/logout": { post: Call<Nothing, undefined> };
  "/api/auth/password/forgot": { post: Write<{ email: string }, object> };
  "/api/auth/password/reset": { post: Write<{ token: string; password: string }, Nothing> };
  "/api/auth/me": { get: Get<t.Me> };
  "/api/workspaces": { post: Write<{ name: string; timeZone?: string; currency?: string }, t.Workspace> };
  "/api/workspaces/current": { patch: Write<Partial<Omit<t.Workspace, "id" | "slug">>, t.Workspace> };
  "/api/members": { get: Get<t.Members, { limit?: number; offset?: number }> };
  "/api/members/invite": {
    post: Write<{ email: string; role: t.Role; stageRoles?: t.StageRole[] }, t.NewInvitation>;
  };
  "/api/members/accept": { post: Write<{ token: string; name: string; password: string }, t.Session> };
  "/api/members/{id}": {
    patch: Write<{ role?: t.Role; stageRoles?: t.StageRole[] }, t.Member, Id>;
    delete: Call<Nothing, Id>;
  };
  "/api/api-keys": {
    get: Get<t.Page<t.ApiKey>>;
    post: Write<{ name: string; scopes: string[]; expiresAt?: string }, t.ApiKey & { key: string }>;
  };
  "/api/api-keys/{id}": { delete: Call<Nothing, Id> };
  "/api/brands": { get: Get<t.Page<t.Brand>>; post: Write<Partial<Omit<t.Brand, "id">> & { name: string }, t.Brand> };
  "/api/brands/{id}": { patch: Write<Partial<Omit<t.Brand, "id">>, t.Brand, Id> };
  "/api/credentials": {
    get: Get<t.Page<t.Credential>>;
    post: Write<{ kind: "smtp"; name: string; settings: t.SmtpSettings; secret?: { password: string } }, t.Credential>;
  };
  "/api/credentials/{id}": { delete: Call<Nothing, Id> };
  "/api/credentials/{id}/test": { post: Call<{ ok: boolean; detail: string }, Id> };

  "/api/campaigns": { get: Get<t.Page<t.Campaign>, t.CampaignFilter>; post: Write<t.NewCampaign, t.Campaign> };
  "/api/campaigns/{id}": {
    get: Get<t.Campaign, never, Id>;
    patch: Write<t.CampaignChange, t.Campaign, Id>;
    delete: Call<Nothing, Id>;
  };
  "/api/campaigns/{id}/transition": { post: Write<{ to: t.CampaignStatus; reason?: string }, t.Campaign, Id> };
  "/api/campaigns/{id}/activity": { get: Get<t.Slice<t.Happening>, { after?: string; limit?: number }, Id> };
  "/api/campaigns/{id}/budget": {
    get: Get<t.Budget, never, Id>;
    put: Write<{ currency: string; total: number; allocations: { channel: string; amount: number }[] }, t.Budget, Id>;
  };
  "/api/campaigns/{id}/validate": { post: Call<t.Validation, Id> };
  "/api/campaigns/{id}/launch": { post: Call<t.LaunchStatus, Id> };
  "/api/campaigns/{id}/pause": { post: Write<{ reason?: string }, t.Campaign, Id> };
  "/api/campaigns/{id}/resume": { post: Call<t.Campaign, Id> };
  "/api/campaigns/{id}/complete": { post: Call<t.Campaign, Id> };
  "/api/campaigns/{id}/status": { get: Get<t.LaunchStatus, never, Id> };
  "/api/campaigns/{id}/readiness": { get: Get<t.Readiness, never, Id> };
  "/api/campaigns/{id}/publish": { post: Call<{ campaignId: string; planned: number }, Id> };
  "/api/campaigns/{id}/approvals": { get: Get<t.Approvals, never, Id> };
  "/api/campaigns/{id}/approvals/{scope}/request": {
    post: Write<{ urgency?: string; message?: string; to?: string[] }, t.Scope, Id & { scope: string }>;
  };
  "/api/campaigns/{id}/approvals/{scope}/approve": {
    post: Write<{ comment?: string; digest?: string }, t.Scope, Id & { scope: string }>;
  };
  "/api/campaigns/{id}/approvals/{scope}/reject": {
    post: Write<{ reason: string }, t.Scope, Id & { scope: string }>;
  };
  "/api/approvals": { get: Get<t.Page<t.WaitingReview>, { limit?: number; offset?: number }> };

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

  "/api/deliveries": {
    get: Get<
      t.Slice<t.Delivery>,
      { state?: string; channel?: string; campaignId?: string; after?: string; limit?: number }
    >;
  };
  "/api/deliveries/{id}": { get: Get<t.DeliveryDetails, never, Id> };
  "/api/deliveries/{id}/check": { post: Call<t.DeliveryDetails, Id> };
  "/api/deliveries/{id}/retry": { post: Call<t.DeliveryDetails, Id> };
  "/api/deliveries/{id}/resolve": {
    post: Write<{ outcome: "sent" | "not_sent"; note?: string }, t.DeliveryDetails, Id>;
  };
  "/api/deliveries/{id}/cancel": { post: Call<t.DeliveryDetails, Id> };

  "/api/audit": {
    get: Get<t.Slice<t.AuditEntry>, { operation?: string; kind?: string; after?: string; limit?: number }>;
  };
  "/api/audit/verify": { get: Get<t.AuditProof> };
  "/api/notifications": { get: Get<t.Page<t.Notification>, { limit?: number; offset?: number }> };
  "/api/notifications/unread-count": { get: Get<{ count: number }> };
  "/api/notifications/{id}/read": { post: Call<Nothing, Id> };
  "/api/notifications/read-all": { post: Call<Nothing, undefined> };
}
