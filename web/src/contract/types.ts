import type { components, paths } from "./schema";

/** The shapes the server speaks, as the screens name them; the contract is the source of each. */
type S = components["schemas"];

export type Role = S["Role"];
export type StageRole = S["StageRole"];
export type Brand = S["Brand"];
export type Workspace = S["Workspace"];
export type WorkspaceMembership = S["Membership"];
export type Person = S["PersonUser"];
export type Session = S["Session"];
export type Me = S["Me"];
export type Member = S["Listed"];
export type Invitation = S["Invitation"];
export type ApiKey = S["ApiKey"];
export type Credential = S["Credential"];
export type Actor = S["Doer"];
export type Subject = S["Thing"];
export type CampaignStatus = S["CampaignStatus"];
export type CampaignType = S["CampaignType"];
export type Priority = S["CampaignPriority"];
export type Campaign = S["CampaignAnswer"];
export type NewCampaign = paths["/api/campaigns"]["post"]["requestBody"]["content"]["application/json"];
export type CampaignChange = S["CampaignDetailsPatch"];
export type CampaignFilter = NonNullable<paths["/api/campaigns"]["get"]["parameters"]["query"]>;
export type Budget = S["CampaignBudget"];
export type Scope = S["ScopeApproval"];
export type ScopeItem = S["ManifestItem"];
export type ScopeChange = S["ChangedItem"];
export type WaitingReview = S["WaitingReview"];
export type Urgency = S["Urgency"];
export type DeliveryState = S["DeliveryState"];
export type Delivery = S["DeliveryRow"];
export type DeliveryDetails = S["DeliveryDetails"];
export type AuditEntry = S["AuditEntry"];
export type Notification = S["Notification"];

export const roles: Role[] = ["owner", "admin", "manager", "editor", "reviewer", "analyst", "viewer"];
export const stageRoles: StageRole[] = ["content", "compliance", "executive", "final"];

export interface Page<T> {
  items: T[];
  total: number;
  limit: number;
  offset: number;
}
export interface Slice<T> {
  items: T[];
  next?: string | null;
}

export interface SmtpSettings {
  host: string;
  port: number;
  security: "none" | "starttls" | "tls";
  username?: string | null;
  from?: string | null;
}

export interface Named {
  id: string;
  name: string;
}

export interface Check {
  code: string;
  severity: "blocker" | "warning" | "suggestion";
  title: string;
  reason: string;
  subject: Subject;
  evidence?: Record<string, unknown>;
  fix?: Fix | null;
  dismissible: boolean;
}
export interface Fix {
  operation: string;
  method: string;
  path: string;
  body?: unknown;
}

export const campaignStatuses: CampaignStatus[] = ["draft", "planning", "active", "paused", "completed", "cancelled"];
export const campaignTypes: CampaignType[] = [
  "product_launch",
  "brand_awareness",
  "lead_generation",
  "seasonal",
  "event",
  "newsletter",
  "always_on",
  "custom",
];
export const priorities: Priority[] = ["low", "normal", "high", "urgent"];

export interface WorkflowStep {
  name: "validate" | "schedule" | "publish" | "monitor";
  state: "pending" | "running" | "done" | "failed" | "skipped";
  startedAt?: string | null;
  finishedAt?: string | null;
  error?: string | null;
}
export interface Validation {
  ready: boolean;
  checks: Check[];
}
export interface LaunchStatus {
  campaignId: string;
  status: CampaignStatus;
  phase: string;
  workflow?: { steps: WorkflowStep[] } | null;
  deliveries: Record<string, number>;
  nextDueAt?: string | null;
}
export interface Readiness {
  score: number;
  parts: { name: string; score: number; max: number; reason: string }[];
  checks: Check[];
}

export type PostStatus = "scheduled" | "publishing" | "published" | "unconfirmed" | "failed" | "cancelled";
export interface Post {
  queueId: string;
  campaignId: string;
  platform: string;
  status: PostStatus;
  scheduledFor?: string | null;
  timeZone: string;
  title?: string | null;
  text: string;
  assetIds: string[];
  link?: string | null;
  permalink?: string | null;
  digest: string;
  version: number;
  error?: string | null;
  can: string[];
  createdAt: string;
}
export interface PlannedTime {
  scheduledFor?: string;
  localTime?: string;
  timeZone?: string;
}
export interface NewPost extends PlannedTime {
  campaignId: string;
  platform: string;
  title?: string;
  text: string;
  assetIds?: string[];
  link?: string;
}
export interface PostChange {
  title?: string | null;
  text?: string;
  assetIds?: string[];
  link?: string | null;
  version?: number;
}
export interface CalendarItem {
  kind: "post" | "mailing";
  id: string;
  campaignId: string;
  campaignName: string;
  title: string;
  platform?: string | null;
  at: string;
  timeZone: string;
  status: string;
}

export type MailingStatus = "draft" | "scheduled" | "sending" | "paused" | "sent" | "cancelled";
export interface Recipient {
  email: string;
  name?: string | null;
}
export interface Mailing {
  id: string;
  campaignId: string;
  name: string;
  status: MailingStatus;
  subject: string;
  preheader?: string | null;
  from: Recipient;
  replyTo?: string | null;
  markdown?: string | null;
  mjml?: string | null;
  recipientCount: number;
  recipients?: Recipient[];
  scheduledFor?: string | null;
  timeZone?: string | null;
  digest: string;
  version: number;
  createdAt: string;
  can: string[];
}
export interface MailingDetails {
  name?: string;
  subject?: string;
  preheader?: string | null;
  from?: Recipient;
  replyTo?: string | null;
  markdown?: string | null;
  mjml?: string | null;
  recipients?: Recipient[];
  version?: number;
}
export interface NewMailing extends MailingDetails {
  campaignId: string;
  name: string;
  subject: string;
  from: Recipient;
}
export interface MailPreview {
  subject: string;
  html: string;
  text: string;
  sizeBytes: number;
}
export interface SendAnswer {
  recipients: number;
  excluded: { suppressed: number; invalid: number; duplicate: number };
}
export interface MailingMetrics {
  recipients: number;
  sent: number;
  delivered?: number;
  unsubscribes: number;
}
export interface CapturedMail {
  id: string;
  to: string;
  from: string;
  subject: string;
  at: string;
  messageId?: string | null;
}
export interface CapturedMailView extends CapturedMail {
  headers: Record<string, string | string[]>;
  html?: string | null;
  text?: string | null;
}

export interface Asset {
  id: string;
  assetName: string;
  assetType: string;
  mimeType: string;
  fileSize: number;
  width?: number | null;
  height?: number | null;
  uploadedAt: string;
  duplicateOf?: string | null;
}

export const deliveryStates: DeliveryState[] = [
  "planned",
  "claimed",
  "submitted",
  "accepted",
  "confirmed",
  "unconfirmed",
  "failed",
  "cancelled",
  "excluded",
];

export interface Problem {
  type?: string;
  title?: string;
  status: number;
  detail?: string;
  code?: string;
  errors?: Record<string, string>;
  blockers?: (Check | { code: string; scope?: string; message: string })[];
  problems?: { platform: string; code: string; message: string; limit?: number; actual?: number }[];
}
