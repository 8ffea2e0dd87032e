import type { operations } from "./schema";

/** The shapes the server speaks, as the screens name them: each is what an operation of the contract takes or answers. */
type Json<T> = T extends { content: { "application/json": infer Shape } } ? Shape : never;
type Answer<O extends keyof operations> = {
  [Status in keyof operations[O]["responses"]]: Status extends 200 | 201 | 202
    ? Json<operations[O]["responses"][Status]>
    : never;
}[keyof operations[O]["responses"]];
type Body<O extends keyof operations> = operations[O] extends { requestBody?: infer Sent }
  ? Json<NonNullable<Sent>>
  : never;
type Query<O extends keyof operations> = NonNullable<operations[O]["parameters"]["query"]>;
type Item<O extends keyof operations> = Answer<O> extends { items: (infer One)[] } ? One : never;

export type Me = Answer<"whoAmI">;
export type Session = Answer<"login">;
export type Role = Me["role"];
export type View = Item<"listViews">;
export type Workspace = Me["workspace"];
export type Member = Item<"listMembers">;
export type Delegation = Answer<"readDelegation">;
export type StageRole = Member["stageRoles"][number];
export type Invited = Answer<"inviteMember">;
export type Passkey = Item<"listPasskeys">;
export type ClaimedDomain = Item<"listDomains">;
export type SecuritySettings = Answer<"readSecurity">;
export type ConnectionState = Answer<"readConnection">;
export type ConnectionDetails = Body<"connectProvider">;
export type ProvisioningState = Answer<"readProvisioning">;
export type BreakGlass = Item<"listBreakGlass">;
export type NewTotp = Answer<"beginTotp">;
export type OpenSession = Item<"listSessions">;
export type Invitation = Answer<"listMembers">["invitations"][number];
export type ApiKey = Item<"listApiKeys">;
export type Agent = Item<"listAgents">;
export type ConsentQuestion = Answer<"previewConsent">;
export type ConsentRequest = Body<"previewConsent">;
export type Webhook = Item<"listWebhooks">;
export type WebhookDelivery = Item<"listWebhookDeliveries">;
export type WebhookEventType = Answer<"readWebhookEvents">["events"][number];
export type HealthPart = Answer<"readSystemHealth">["parts"][number];
export type Alert = Item<"listAlerts">;
export type AlertRule = Item<"listAlertRules">;
export type Job = Item<"listJobs">;
export type MonitoredConnection = Item<"listConnections">;
export type Integration = Item<"listIntegrations">;
export type Tool = Integration["tools"][number];
export type ToolCallEntry = Item<"listToolCalls">;
export type Pulled = Answer<"pullIntegration">;
export type Flow = Item<"listFlows">;
export type FlowDetails = Body<"createFlow">;
export type FlowRun = Answer<"readFlowRun">;
export type Brand = Item<"listBrands">;
export type Website = Answer<"readWebsite">;
export type NewFirstCampaign = Body<"startFirstCampaign">;
export type FirstCampaignPreview = Answer<"previewFirstCampaign">;
export type FirstCampaign = Answer<"startFirstCampaign">;
export type Checklist = Answer<"readStart">;
/** A result of the search, by whatever list it was found. */
export type SearchAnswer = Answer<"searchEverything">;
export type SearchResult = SearchAnswer["items"][number];
export type SearchFacets = SearchAnswer["facets"];
export type SavedSearch = Item<"listSavedSearches">;
export type Suggestion = Pick<Item<"suggestResults">, "kind" | "id" | "title"> & Partial<Item<"suggestResults">>;
export type Credential = Item<"listCredentials">;
export type CredentialDetails = Body<"createCredential">;

export type Campaign = Answer<"readCampaign">;
export type NewCampaign = Body<"createCampaign">;
export type CampaignChange = Body<"changeCampaign">;
export type BulkDecision = Body<"bulkDecideApprovals">;
export type BulkStarted = Answer<"bulkUpdateCampaigns">;
export type BulkChange = Item<"listBulks">;
export type BulkProgress = Answer<"readBulk">;
export type BulkItem = BulkProgress["items"][number];
export type CampaignLinkTags = Answer<"readLinkTags">;
export type CampaignFilter = Query<"listCampaigns">;
export type CampaignStatus = Campaign["status"];
export type CampaignType = Campaign["type"];
export type Priority = Campaign["priority"];
export type Budget = Answer<"readBudget">;
export type NewClone = Body<"cloneCampaign">;
export type CampaignTemplate = Answer<"readTemplate">;
export type TemplateContent = NonNullable<CampaignTemplate["content"]>;
export type TemplateCategory = CampaignTemplate["category"];
export type TemplateFilter = Query<"listTemplates">;
export type TemplateDetails = Body<"createTemplate">;
export type TemplateUse = Item<"listTemplateUses">;
export type NewInstance = Body<"instantiateTemplate">;
export type NewTemplateOfCampaign = Body<"createTemplateFromCampaign">;
export type LeftOut = Answer<"createTemplateFromCampaign">["left"][number];

export type Overview = Answer<"readCampaignDashboard">;
export type Goal = Overview["goals"][number];
export type Check = Answer<"readReadiness">["checks"][number];
export type LaunchSheetAnswer = Answer<"readLaunchSheet">;
export type UnsentItem = Item<"listUnsentItems">;
export type WorkflowStep = Answer<"readWorkflow">["steps"][number];

export type WorkspaceOverview = Answer<"readOverview">;
export type Counted = WorkspaceOverview["campaigns"]["total"];
export type BoardRow = Item<"listCampaignBoard">;
export type BoardFilter = Query<"listCampaignBoard">;
export type KpiList = Answer<"readKpis">;
export type Kpi = KpiList["items"][number];
export type TrendSeries = Answer<"readTrendsOfWork">["series"][number];
export type OverviewFilter = Query<"readOverview">;
export type RiskFilter = Query<"listRisks">;
export type TrendFilter = Query<"readTrendsOfWork">;
export type Risk = WorkspaceOverview["risks"][number];

export type Scope = Answer<"readApprovals">["scopes"][number];
export type ScopeItem = Scope["items"][number];
export type ScopeChange = Scope["changedSince"][number];
export type WaitingReview = Item<"listApprovals">;
export type ReviewDetails = Answer<"readReview">;
export type SharedLink = ReviewDetails["shares"][number];
export type NewLink = Answer<"shareReview">;
export type GuestReview = Answer<"readSharedReview">;
export type GuestItem = GuestReview["items"][number];
export type AffectedItem = Answer<"previewApprovals">["items"][number];
export type ItemFeedbackDetails = Answer<"readFeedback">["items"][number];
export type ReviewPolicy = Item<"listPolicies">;
export type PolicyTerms = Body<"changePolicy">;
export type PolicyStage = ReviewPolicy["stages"][number];
export type Simulation = Body<"simulatePolicy">;
export type SimulatedReview = Answer<"simulatePolicy">;
export type ScopeName = Scope["scope"];
export type ReviewEvent = Item<"readReviewHistory">;
export type ReviewItem = ReviewDetails["items"][number];
export type ReviewComment = ReviewDetails["comments"][number];
export type ReviewAnchor = NonNullable<Body<"commentOnReview">["anchor"]>;
export type ItemContent = NonNullable<ReviewItem["current"]>;
export type Urgency = NonNullable<Body<"requestApproval">["urgency"]>;

export type Post = Answer<"readPost">;
export type Platform = Post["platform"];
export type Handoff = Answer<"readHandoff">;
export type PlatformState = Item<"listPlatforms">;
export type Account = Item<"listAccounts">;
export type NewAccount = Body<"connectAccount">;
export type PostProblem = Answer<"validatePost">["problems"][number];
export type PlatformVerdict = Answer<"validatePost">["platforms"][number];
export type CalendarItem = Item<"readCalendar">;
export type CampaignItem = Item<"listCampaignItems">;
export type ItemState = CampaignItem["state"];
export type IngestResult = Answer<"ingestMetrics">;
export type ItemResult = Item<"readItemFigures">;
export type MailingReport = Answer<"readMailingReport">;
export type ItemFilter = Query<"listCampaignItems">;
export type Draft = Answer<"readCalendar">["unscheduled"][number];
export type SlotList = Answer<"listSlots">;
export type CalendarFeed = Item<"listCalendarFeeds">;
export type Mailing = Answer<"readMailing">;
export type NewMailing = Body<"createMailing">;
export type MailingChange = Body<"changeMailing">;
export type MailTemplate = Item<"listMailTemplates">;
export type MailingFigures = Answer<"readMailingMetrics">;
export type Recipient = NonNullable<Mailing["recipients"]>[number];
export type CapturedMailView = Answer<"viewCapturedMail">;
export type Asset = Answer<"readAsset">;
export type RenderPreview = Answer<"previewRender">;
export type NewRenderPreview = Body<"previewRender">;
export type AssetType = Asset["assetType"];
export type AssetUses = Answer<"listAssetUses">;
export type AssetFilter = Query<"listAssets">;

export type Strategy = Answer<"readCurrentStrategy">;
export type StrategyDetails = Body<"createStrategy">;
export type StrategyDifference = Answer<"compareStrategies">["changes"][number];

export type Contact = Item<"listContacts">;
export type ContactStory = Answer<"readContact">;
export type ContactStatus = Contact["status"];
export type NewContact = Body<"createContact">;
export type ContactChange = Body<"changeContact">;
export type Segment = Item<"listSegments">;
export type Rules = Segment["rules"];
export type FileImport = Answer<"readImport">;
export type ImportPreview = Answer<"previewContactImport">;
export type Suppression = Item<"listSuppressions">;
export type Creative = Answer<"readCreative">;
export type NewCreative = Body<"createCreative">;
export type CreativeChange = Body<"changeCreative">;
export type CreativeKind = Creative["kind"];
export type Components = Creative["components"];
export type Revision = Item<"listCreativeRevisions">;
/** The contract leaves the form of a script open: it is a text, or this. */
export interface Script {
  hook: string;
  scenes: { text: string; seconds: number }[];
}
export type Proposal = Answer<"regenerateCreative">;
export type BlogPost = Answer<"readBlogPost">;
export type BlogFeed = Item<"listBlogFeeds">;
export type NewBlogPost = Body<"createBlogPost">;
export type Repurposed = Item<"listRepurposed">;
export type RenderJob = Answer<"readRenderJobStatus">;
export type RenderProvider = Item<"listRenderProviders">;
export type NewRenderJob = Body<"createRenderJob">;
export type JobFilter = Query<"listRenderJobs">;

export type Timeline = Answer<"readTimeline">;
export type PlannedTask = Timeline["tasks"][number];
export type NewTimeline = Body<"createTimeline">;
export type TimelineChange = Body<"changeTimeline">;
export type TimelineForecast = Answer<"forecastTimeline">;
export type Task = Item<"listTasks">;
export type NewTask = Body<"createTask">;
export type TaskComment = Item<"listTaskComments">;
export type TaskFilter = Query<"listTasks">;
export type TaskStatus = Task["status"];
export type Assignments = Answer<"autoAssignTasks">;
export type TeamMember = Item<"listTeam">;
export type Absence = Item<"listAbsences">;
export type Availability = Answer<"readAvailability">;

export type Dashboard = Answer<"readDashboard">;
export type Figures = Dashboard["totals"];
export type ComparedBy = NonNullable<Query<"compareChannels">["by"]>;

export type Delivery = Item<"listDeliveries">;
export type SentItem = Item<"listSentItems">;
export type SentFilter = Query<"listSentItems">;
export type DeliveryDetails = Answer<"readDelivery">;
export type DeliveryState = Delivery["state"];

export type ActivityEntry = Item<"listCampaignActivity">;
export type AuditEntry = Item<"listAudit">;
export type AuditCheckpoint = Item<"listAuditCheckpoints">;
export type AuditRetention = Answer<"readAuditRetention">;
export type Notification = Item<"listNotifications">;
export type NotificationPreferences = Answer<"readNotificationPreferences">;
export type NotificationPreferencesChange = Body<"changeNotificationPreferences">;
export type NotificationKind = NotificationPreferences["kinds"][number];

export const roles: Role[] = ["owner", "admin", "manager", "editor", "reviewer", "analyst", "viewer"];
export const stageRoles: StageRole[] = ["content", "compliance", "executive", "final", "external"];
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
export const scopeNames: ScopeName[] = ["strategy", "content", "schedule", "ads"];
export const priorities: Priority[] = ["low", "normal", "high", "urgent"];
export const taskStatuses: TaskStatus[] = ["todo", "in_progress", "in_review", "blocked", "done", "cancelled"];

export const deliveryStates: DeliveryState[] = [
  "planned",
  "claimed",
  "submitted",
  "accepted",
  "confirmed",
  "captured",
  "unconfirmed",
  "failed",
  "cancelled",
  "excluded",
  "handed_over",
];

export const itemStates: ItemState[] = [
  "draft",
  "needs_approval",
  "in_review",
  "changes_requested",
  "scheduled",
  "sending",
  "handed_over",
  "paused",
  "failed",
  "unconfirmed",
  "published",
  "sent",
  "captured",
  "cancelled",
];

export const contactStatuses: ContactStatus[] = ["active", "unsubscribed", "bounced", "complained", "suppressed"];

export interface Problem {
  type?: string;
  title?: string;
  status: number;
  detail?: string;
  code?: string;
  errors?: Record<string, string>;
  blockers?: (Check | { code: string; scope?: string; message: string })[];
  problems?: PostProblem[];
}
