/**
 * The first words of every query key, so that what a write makes stale is named once and checked by the compiler. What
 * belongs to a campaign has a key under the campaign's: one event then refreshes all of it.
 */
export const keys = {
  me: ["me"],
  campaigns: ["campaigns"],
  everyCampaign: ["campaign"],
  campaign: (id: string, ...rest: unknown[]) => ["campaign", id, ...rest],
  calendar: ["calendar"],
  approvals: ["approvals"],
  notifications: ["notifications"],
  deliveries: ["deliveries"],
  captured: ["captured"],
  contacts: ["contacts"],
  segments: ["segments"],
  suppressions: ["suppressions"],
  imports: ["imports"],
  blogPosts: ["blog-posts"],
  spaces: ["spaces"],
  assets: ["assets"],
  assetFiles: ["asset-file"],
  renders: ["renders"],
  renderProviders: ["render-providers"],
  accounts: ["accounts"],
  templates: ["templates"],
  fit: ["fit"],
  members: ["members"],
  brands: ["brands"],
  credentials: ["credentials"],
  apiKeys: ["api-keys"],
  audit: ["audit"],
  openapi: ["openapi"],
} as const;
