import type { QueryKey } from "@tanstack/react-query";
import type { keys } from "./keys";
import type { components } from "./schema";

/** The topics that the server knows. A topic of one campaign is written `name:campaignId`. */
type CampaignName = components["schemas"]["LiveCampaignTopic"];
export type Topic = components["schemas"]["LiveTopic"] | `${CampaignName}:${string}`;

type First = Extract<(typeof keys)[keyof typeof keys], readonly unknown[]>[0];

/** What the server says nothing about: it changes rarely, or never under its key. */
const silent: Topic[] = [];

/** The topics that make a query stale, by the first word of its key. Those of a campaign depend on the rest of the key. */
const topicsOfFirst: Record<First, readonly Topic[]> = {
  campaigns: ["campaigns"],
  calendar: ["deliveries", "campaigns"],
  approvals: ["approvals"],
  guest: silent,
  notifications: ["notifications"],
  deliveries: ["deliveries"],
  captured: ["deliveries"],
  contacts: ["audience", "imports"],
  segments: ["audience", "imports"],
  search: silent,
  imports: ["imports"],
  "import-previews": silent,
  "blog-posts": ["blog_posts"],
  spaces: ["library"],
  assets: ["library"],
  renders: ["renders"],
  accounts: ["accounts"],
  campaign: silent,
  me: silent,
  views: silent,
  sent: ["deliveries"],
  suppressions: ["audience"],
  "asset-file": silent,
  "render-providers": silent,
  templates: silent,
  "campaign-templates": ["campaigns"],
  fit: silent,
  "mail-previews": silent,
  "hashtag-sets": silent,
  "link-checks": silent,
  members: ["settings"],
  tasks: ["tasks"],
  dashboard: ["campaigns", "approvals", "tasks", "deliveries"],
  sessions: silent,
  brands: ["settings"],
  credentials: ["settings"],
  "mail-server": ["settings"],
  "api-keys": ["settings"],
  agents: ["settings"],
  webhooks: ["settings", "deliveries"],
  integrations: ["settings"],
  team: ["tasks", "settings"],
  start: ["settings", "campaigns", "audience"],
  websites: silent,
  "first-campaigns": ["campaigns"],
  audit: silent,
  // Read again while one runs.
  bulk: silent,
  openapi: silent,
  monitoring: silent,
};

/** The topics of the workspace itself. They are few, so the app is always subscribed to all of them. */
export const workspaceTopics: readonly Topic[] = [...new Set(Object.values(topicsOfFirst).flat())];

/** What a part of a campaign depends on; a part that is not listed here depends on all but the figures. */
const topicsOfPart: Record<string, readonly CampaignName[]> = {
  overview: ["campaign", "queue", "creatives", "dashboard", "timeline"],
  approvals: ["campaign"],
  budget: ["campaign", "dashboard"],
  strategies: ["campaign"],
  creatives: ["creatives"],
  posts: ["campaign", "queue"],
  mailings: ["campaign", "queue"],
  figures: ["queue", "dashboard"],
  dashboard: ["dashboard"],
  trends: ["dashboard"],
  comparison: ["dashboard"],
  optimal: ["dashboard"],
  timeline: ["timeline"],
};
const allButFigures: readonly CampaignName[] = ["campaign", "queue", "creatives"];
const campaignNames: readonly CampaignName[] = [...allButFigures, "dashboard", "timeline"];

/** The topics that say when the result of a query is stale. */
export function topicsOf([first, id, part]: QueryKey): readonly Topic[] {
  if (first !== "campaign" || !id) return topicsOfFirst[first as First] ?? silent;
  const names = part === undefined ? (["campaign"] as const) : (topicsOfPart[part as string] ?? allButFigures);
  const found = names.map((name): Topic => `${name}:${id}`);
  // Tasks have one topic for the workspace.
  return part === "overview" ? [...found, "tasks"] : found;
}

/** All topics of a topic's campaign: what a page of it reads next needs no further subscription. */
export function campaignTopics(topic: Topic): readonly Topic[] {
  const [, id] = topic.split(":");
  return id ? campaignNames.map((name): Topic => `${name}:${id}`) : [];
}
