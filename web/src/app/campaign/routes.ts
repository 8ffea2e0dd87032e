import { lazyRouteComponent } from "@tanstack/react-router";
import { campaignQuery, overviewQuery, queryClient } from "@/contract/queries";
import { itemStates, priorities } from "@/contract/types";
import { viewNames } from "@/ui/calendarDays";
import { lazyPage } from "@/ui/lazyPage";
import { count, day, oneOf, searchOf, text, wallClock, yes } from "@/ui/search";

const plan = searchOf({
  section: oneOf("timeline", "tasks", "budget", "links"),
  version: count,
  against: count,
  edit: yes,
  focus: text,
  task: text,
  sort: text,
  view: oneOf("list"),
  assignee: text,
  priority: oneOf(...priorities),
  show: oneOf("overdue", "critical", "blocked"),
  q: text,
  page: count,
});
const results = searchOf({
  section: oneOf("deliveries", "activity"),
  days: count,
  from: day,
  to: day,
  metric: text,
  by: text,
});
const content = searchOf({
  view: oneOf("board", "channels"),
  show: oneOf("blog-posts"),
  state: oneOf(...itemStates),
  kind: oneOf("post", "mailing", "creative"),
  channel: text,
  owner: text,
  q: text,
  archived: yes,
  sort: text,
  page: count,
});
const calendar = searchOf({ view: oneOf(...viewNames), day, move: text, channel: text, state: text, layers: text });
const editing = searchOf({ edit: yes });
const approvals = searchOf({ scope: text });
const creative = searchOf({ blogPostId: text, show: oneOf("rewrite") });
const item = searchOf({ at: wallClock, channel: text, show: oneOf("rewrite", "versions") });
const blogPost = searchOf({ show: text });
const post = searchOf({ at: wallClock, creativeId: text });
const mailing = searchOf({ creativeId: text });
export type PlanSearch = ReturnType<typeof plan>;
export type ResultsSearch = ReturnType<typeof results>;
export type ContentSearch = ReturnType<typeof content>;
export type CalendarSearch = ReturnType<typeof calendar>;
export type EditingSearch = ReturnType<typeof editing>;
export type ApprovalsSearch = ReturnType<typeof approvals>;
export type PostSearch = ReturnType<typeof post>;
export type MailingSearch = ReturnType<typeof mailing>;

/** The campaign is on its way before the code of its page is. */
export function loadCampaign(id: string) {
  queryClient.prefetchQuery(campaignQuery(id));
}

/** Like the campaign itself; a link that the mouse only passes asks for nothing. */
export function loadOverview(id: string, cause: string) {
  if (cause !== "preload") queryClient.prefetchQuery(overviewQuery(id));
}

export const campaignPage = {
  path: "/campaigns/$campaignId",
  component: lazyRouteComponent(() => import("./CampaignPage"), "CampaignPage"),
} as const;

/** The tabs of a campaign. */
export const overviewTab = {
  path: "/",
  validateSearch: editing,
  component: lazyRouteComponent(() => import("./Overview"), "Overview"),
} as const;
export const planTab = {
  path: "/plan",
  validateSearch: plan,
  ...lazyPage(() => import("./Plan"), "Plan"),
} as const;
export const contentTab = {
  path: "/content",
  validateSearch: content,
  ...lazyPage(() => import("./Content"), "Content"),
} as const;
export const resultsTab = {
  path: "/results",
  validateSearch: results,
  ...lazyPage(() => import("./Results"), "Results"),
} as const;
export const approvalsTab = {
  path: "/approvals",
  validateSearch: approvals,
  ...lazyPage(() => import("./Approvals"), "Approvals"),
} as const;
export const calendarTab = {
  path: "/calendar",
  validateSearch: calendar,
  ...lazyPage(() => import("./Schedule"), "Schedule"),
} as const;

/** Where the tabs of earlier versions are now; each keeps its search. */
export const movedTabs = {
  strategy: { page: "plan" },
  budget: { page: "plan", section: "budget" },
  email: { page: "content", channel: "email" },
  schedule: { page: "calendar" },
  analytics: { page: "results" },
  workflow: { page: "results", section: "deliveries" },
  activity: { page: "results", section: "activity" },
} as const;

/** Editors of what a campaign holds, without its tabs. */
export const creativePage = {
  path: "/campaigns/$campaignId/content/creatives/$creativeId",
  validateSearch: creative,
  component: lazyRouteComponent(() => import("./CreativePage"), "CreativePage"),
} as const;
export const composerPage = {
  path: "/campaigns/$campaignId/content/items/$creativeId",
  validateSearch: item,
  staticData: { focused: true },
  component: lazyRouteComponent(() => import("./ComposerPage"), "ComposerPage"),
} as const;
export const blogPostPage = {
  path: "/campaigns/$campaignId/content/blog-posts/$blogPostId",
  validateSearch: blogPost,
  component: lazyRouteComponent(() => import("./BlogPostPage"), "BlogPostPage"),
} as const;
export const postPage = {
  path: "/campaigns/$campaignId/content/posts/$queueId",
  validateSearch: post,
  staticData: { focused: true },
  component: lazyRouteComponent(() => import("./PostPage"), "PostPage"),
} as const;
export const mailReportPage = {
  path: "/campaigns/$campaignId/results/e-mails/$mailingId",
  component: lazyRouteComponent(() => import("./MailReportPage"), "MailReportPage"),
} as const;
export const mailingPage = {
  path: "/campaigns/$campaignId/content/mailings/$mailingId",
  validateSearch: mailing,
  staticData: { focused: true },
  component: lazyRouteComponent(() => import("./MailingPage"), "MailingPage"),
} as const;
