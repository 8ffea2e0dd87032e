/** The shapes the server speaks, as the screens name them. */

export type Role = "owner" | "admin" | "manager" | "editor" | "reviewer" | "analyst" | "viewer";
export const roles: Role[] = ["owner", "admin", "manager", "editor", "reviewer", "analyst", "viewer"];
export type StageRole = "content" | "compliance" | "executive" | "final";
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

export interface Brand {
  id: string;
  name: string;
  key: string;
  colors: string[];
  fonts: string[];
  logoAssetId?: string | null;
  voice?: string | null;
  bannedWords: string[];
  requiredWords: string[];
}
export interface Workspace {
  id: string;
  name: string;
  slug: string;
  timeZone: string;
  currency: string;
  brand?: { colors: string[]; font?: string | null; logoAssetId?: string | null } | null;
  selfApproval: "while_alone" | "never";
  postalAddress?: string | null;
}
export interface WorkspaceMembership {
  id: string;
  name: string;
  slug: string;
  role: Role;
}
export interface Person {
  id: string;
  email: string;
  name: string;
}
export interface Session {
  accessToken: string;
  tokenType: string;
  expiresIn: number;
  user: Person;
  workspace: { id: string; name: string; slug: string };
  role: Role;
}
export interface Me {
  user: Person;
  workspace: Workspace;
  role: Role;
  permissions: string[];
  workspaces: WorkspaceMembership[];
  demo: boolean;
}
export interface Member extends Person {
  role: Role;
  stageRoles: StageRole[];
  joinedAt: string;
  you: boolean;
}
export interface Invitation {
  id: string;
  email: string;
  role: Role;
  expiresAt: string;
}
export interface Members extends Page<Member> {
  invitations?: Invitation[];
}
export interface NewInvitation {
  id: string;
  acceptUrl: string;
  expiresAt: string;
}
export interface ApiKey {
  id: string;
  name: string;
  prefix: string;
  scopes: string[];
  createdAt: string;
  createdBy?: Named | string | null;
  expiresAt?: string | null;
  lastUsedAt?: string | null;
}
export interface SmtpSettings {
  host: string;
  port: number;
  security: "none" | "starttls" | "tls";
  username?: string | null;
  from?: string | null;
}
export interface Credential {
  id: string;
  kind: "smtp";
  name: string;
  settings: SmtpSettings;
  createdAt: string;
  lastTest?: { ok: boolean; at: string; detail: string } | null;
}

export interface Named {
  id: string;
  name: string;
}
export interface Actor {
  kind: "person" | "api_key" | "system";
  id?: string | null;
  name: string;
}
export interface Subject {
  kind: string;
  id?: string | null;
  title?: string | null;
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

export type CampaignStatus = "draft" | "planning" | "active" | "paused" | "completed" | "cancelled";
export const campaignStatuses: CampaignStatus[] = ["draft", "planning", "active", "paused", "completed", "cancelled"];
export type Phase = "strategy" | "content" | "in_review" | "ready" | "running" | "paused" | "done" | "cancelled";
export const campaignTypes = [
  "product_launch",
  "brand_awareness",
  "lead_generation",
  "seasonal",
  "event",
  "newsletter",
  "always_on",
  "custom",
] as const;
export type CampaignType = (typeof campaignTypes)[number];
export const priorities = ["low", "normal", "high", "urgent"] as const;
export type Priority = (typeof priorities)[number];
export interface Money {
  amount: number;
  currency: string;
}
export interface Campaign {
  id: string;
  name: string;
  status: CampaignStatus;
  phase: Phase;
  version: number;
  type: CampaignType;
  objective?: string | null;
  description?: string | null;
  startDate?: string | null;
  endDate?: string | null;
  timeZone: string;
  budget?: Money | null;
  channels: string[];
  priority: Priority;
  tags: string[];
  brandId?: string | null;
  ownerId?: string | null;
  ownerName?: string | null;
  archived: boolean;
  createdAt: string;
  createdBy?: string | null;
  updatedAt: string;
  can: string[];
}
export interface NewCampaign {
  name: string;
  objective?: string;
  type?: CampaignType;
  description?: string;
  startDate?: string;
  endDate?: string;
  timeZone?: string;
  budget?: Money;
  channels?: string[];
  priority?: Priority;
  tags?: string[];
}
export interface CampaignChange extends Partial<Omit<NewCampaign, "objective" | "description" | "budget">> {
  objective?: string | null;
  description?: string | null;
  startDate?: string;
  budget?: Money | null;
  version?: number;
}
export interface CampaignFilter {
  status?: string;
  q?: string;
  type?: string;
  archived?: boolean;
  sort?: string;
  limit?: number;
  offset?: number;
}
export interface Happening {
  id: string;
  at: string;
  actor: Actor;
  kind: string;
  text: string;
  subject: Subject;
}
export interface Budget {
  currency: string;
  total: number;
  allocations: { channel: string; amount: number; spent?: number }[];
  allocated?: number;
  remaining?: number;
}

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
  phase: Phase;
  workflow?: { steps: WorkflowStep[] } | null;
  deliveries: Record<string, number>;
  nextDueAt?: string | null;
}
export interface Readiness {
  score: number;
  parts: { name: string; score: number; max: number; reason: string }[];
  checks: Check[];
}

export type ScopeName = "strategy" | "content" | "schedule" | "ads";
export type ScopeStatus = "pending" | "approved" | "rejected" | "needs_review";
export interface ScopeItem {
  kind: string;
  id: string;
  title: string;
  digest?: string;
}
export interface ScopeChange {
  kind: string;
  id: string;
  title: string;
  change: string;
  by?: Actor | Named | string | null;
  at?: string | null;
}
export interface Stage {
  name: string;
  role?: string | null;
  state: string;
  deadline?: string | null;
  decisions: { by?: Named | string; decision?: string; at?: string; comment?: string | null }[];
}
export interface Scope {
  scope: ScopeName;
  status: ScopeStatus;
  digest: string;
  approvedDigest?: string | null;
  items: ScopeItem[];
  changedSince: ScopeChange[];
  decidedBy?: Actor | Named | string | null;
  decidedAt?: string | null;
  reason?: string | null;
  policy?: unknown;
  reviewId?: string | null;
  stages: Stage[];
  can?: string[];
}
export interface Approvals {
  campaignId: string;
  publishable: boolean;
  scopes: Scope[];
}
export interface PublishCheck {
  publishable: boolean;
  blockers: { code: string; scope?: string | null; message: string }[];
}
export interface WaitingReview {
  reviewId: string;
  campaignId: string;
  campaignName: string;
  scope: ScopeName;
  status: ScopeStatus;
  requestedAt: string;
  requestedBy?: Named | null;
  urgency?: string | null;
  message?: string | null;
  digest: string;
  items: { kind: string; id: string; title: string }[];
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

export type DeliveryState =
  | "planned"
  | "claimed"
  | "submitted"
  | "accepted"
  | "confirmed"
  | "unconfirmed"
  | "failed"
  | "cancelled"
  | "excluded";
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
interface DeliveryRow {
  id: string;
  channel: string;
  provider?: string | null;
  lane?: string;
  target: string;
  state: DeliveryState;
  reason?: string | null;
  dueAt: string;
  submittedAt?: string | null;
  confirmedAt?: string | null;
  providerRef?: string | null;
  itemKind?: string | null;
  itemId?: string | null;
  itemDigest: string;
  campaignId?: string | null;
  can: string[];
}
export interface Delivery extends DeliveryRow {
  attempts: number;
}
export interface DeliveryDetails extends DeliveryRow {
  attempts: { at: string; outcome: string; detail?: string | null }[];
  receipt?: Record<string, unknown> | null;
}

export interface AuditEntry {
  id: string;
  at: string;
  actor: Actor;
  operation: string;
  subject: Subject;
  before?: unknown;
  after?: unknown;
  requestId?: string | null;
}
export interface AuditProof {
  whole: boolean;
  sealedUpTo?: string | null;
  entries: number;
  head?: string | null;
  firstBroken?: string | null;
}
export interface Notification {
  id: string;
  kind: string;
  title: string;
  text?: string | null;
  subject?: Subject | null;
  campaignId?: string | null;
  createdAt: string;
  readAt?: string | null;
}

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
