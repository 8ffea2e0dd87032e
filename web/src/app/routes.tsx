import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from "@tanstack/react-router";
import { campaignQuery, meQuery, queryClient } from "@/contract/queries";
import { isSignedIn, refresh } from "@/contract/session";
import { asView, type View } from "@/ui/calendarDays";
import { NotThere, PageFailed, SignedOutWatch } from "./fallbacks";
import { Shell } from "./Shell";

type Search = Record<string, unknown>;
const text = (value: unknown) => (value === undefined || value === null || value === "" ? undefined : String(value));
const count = (value: unknown) => (Number(value) > 0 ? Math.floor(Number(value)) : undefined);
const day = (value: unknown) => (/^\d{4}-\d{2}-\d{2}$/.test(String(value)) ? String(value) : undefined);
const wall = (value: unknown) => (/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(String(value)) ? String(value) : undefined);
const yes = (value: unknown) => (value === true || value === "true" ? true : undefined);

const root = createRootRoute({
  component: () => (
    <>
      <SignedOutWatch />
      <Outlet />
    </>
  ),
  notFoundComponent: NotThere,
});

const identity = () => import("@/identity/doors");
const open = [
  createRoute({
    getParentRoute: () => root,
    path: "/sign-in",
    validateSearch: (search: Search): { next?: string; why?: string } => ({
      next: ownPath(search.next),
      why: text(search.why),
    }),
    component: lazyRouteComponent(identity, "SignIn"),
  }),
  createRoute({ getParentRoute: () => root, path: "/sign-up", component: lazyRouteComponent(identity, "SignUp") }),
  createRoute({
    getParentRoute: () => root,
    path: "/accept",
    validateSearch: (search: Search): { token?: string } => ({ token: text(search.token) }),
    component: lazyRouteComponent(identity, "AcceptInvitation"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/forgot",
    component: lazyRouteComponent(identity, "ForgotPassword"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/reset",
    validateSearch: (search: Search): { token?: string } => ({ token: text(search.token) }),
    component: lazyRouteComponent(identity, "ResetPassword"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/docs",
    validateSearch: (search: Search): { q?: string } => ({ q: text(search.q) }),
    component: lazyRouteComponent(() => import("./docs/Docs"), "Docs"),
  }),
] as const;

/** A place to go to after signing in is a path of ours, never another site. */
function ownPath(value: unknown) {
  const path = text(value);
  return path?.startsWith("/") && !path.startsWith("//") && !path.includes("\\") ? path : undefined;
}

const shell = createRoute({
  getParentRoute: () => root,
  id: "shell",
  beforeLoad: async ({ location }) => {
    if (isSignedIn() || (await refresh())) return;
    throw redirect({ to: "/sign-in", search: { next: location.pathname === "/" ? undefined : location.href } });
  },
  loader: () => queryClient.ensureQueryData(meQuery),
  component: Shell,
  errorComponent: PageFailed,
});

const home = createRoute({
  getParentRoute: () => shell,
  path: "/",
  component: lazyRouteComponent(() => import("./Home"), "Home"),
});

const campaigns = createRoute({
  getParentRoute: () => shell,
  path: "/campaigns",
  validateSearch: (
    search: Search,
  ): {
    status?: string;
    q?: string;
    page?: number;
    archived?: boolean;
    sort?: string;
    make?: boolean;
  } => ({
    status: text(search.status),
    q: text(search.q),
    page: count(search.page),
    archived: yes(search.archived),
    sort: text(search.sort),
    make: yes(search.make),
  }),
  component: lazyRouteComponent(() => import("@/campaign/CampaignList"), "CampaignList"),
});

const loadCampaign = (id: string) => {
  queryClient.prefetchQuery(campaignQuery(id));
};

const campaign = createRoute({
  getParentRoute: () => shell,
  path: "/campaigns/$campaignId",
  loader: ({ params }) => loadCampaign(params.campaignId),
  component: lazyRouteComponent(() => import("./campaign/CampaignPage"), "CampaignPage"),
});

const campaignTabs = [
  createRoute({
    getParentRoute: () => campaign,
    path: "/",
    validateSearch: (search: Search): { edit?: boolean } => ({ edit: yes(search.edit) }),
    component: lazyRouteComponent(() => import("./campaign/Overview"), "Overview"),
  }),
  createRoute({
    getParentRoute: () => campaign,
    path: "/strategy",
    validateSearch: (search: Search): { version?: number; against?: number; edit?: boolean; focus?: string } => ({
      version: count(search.version),
      against: count(search.against),
      edit: yes(search.edit),
      focus: text(search.focus),
    }),
    component: lazyRouteComponent(() => import("./campaign/Strategy"), "Strategy"),
  }),
  createRoute({
    getParentRoute: () => campaign,
    path: "/content",
    validateSearch: (search: Search): { show?: "creatives" | "posts" | "blog-posts" } => ({
      show: (["creatives", "posts", "blog-posts"] as const).find((known) => known === search.show),
    }),
    component: lazyRouteComponent(() => import("./campaign/Content"), "Content"),
  }),
  createRoute({
    getParentRoute: () => campaign,
    path: "/email",
    component: lazyRouteComponent(() => import("./campaign/Email"), "Email"),
  }),
  createRoute({
    getParentRoute: () => campaign,
    path: "/workflow",
    component: lazyRouteComponent(() => import("./campaign/Workflow"), "Workflow"),
  }),
  createRoute({
    getParentRoute: () => campaign,
    path: "/budget",
    validateSearch: (search: Search): { edit?: boolean } => ({ edit: yes(search.edit) }),
    component: lazyRouteComponent(() => import("./campaign/Budget"), "Budget"),
  }),
  createRoute({
    getParentRoute: () => campaign,
    path: "/analytics",
    validateSearch: (search: Search): { days?: number; from?: string; to?: string; metric?: string; by?: string } => ({
      days: count(search.days),
      from: day(search.from),
      to: day(search.to),
      metric: text(search.metric),
      by: text(search.by),
    }),
    component: lazyRouteComponent(() => import("./campaign/Analytics"), "Analytics"),
  }),
  createRoute({
    getParentRoute: () => campaign,
    path: "/approvals",
    validateSearch: (search: Search): { scope?: string } => ({ scope: text(search.scope) }),
    component: lazyRouteComponent(() => import("./campaign/Approvals"), "Approvals"),
  }),
  createRoute({
    getParentRoute: () => campaign,
    path: "/schedule",
    validateSearch: (search: Search): { view?: View; day?: string; move?: string } => ({
      view: asView(search.view),
      day: day(search.day),
      move: text(search.move),
    }),
    component: lazyRouteComponent(() => import("./campaign/Schedule"), "Schedule"),
  }),
  createRoute({
    getParentRoute: () => campaign,
    path: "/activity",
    component: lazyRouteComponent(() => import("./campaign/Activity"), "Activity"),
  }),
] as const;

const creative = createRoute({
  getParentRoute: () => shell,
  path: "/campaigns/$campaignId/content/creatives/$creativeId",
  validateSearch: (search: Search): { blogPostId?: string; show?: "rewrite" } => ({
    blogPostId: text(search.blogPostId),
    show: search.show === "rewrite" ? ("rewrite" as const) : undefined,
  }),
  loader: ({ params }) => loadCampaign(params.campaignId),
  component: lazyRouteComponent(() => import("./campaign/CreativePage"), "CreativePage"),
});

const blogPost = createRoute({
  getParentRoute: () => shell,
  path: "/campaigns/$campaignId/content/blog-posts/$blogPostId",
  validateSearch: (search: Search): { show?: string } => ({ show: text(search.show) }),
  loader: ({ params }) => loadCampaign(params.campaignId),
  component: lazyRouteComponent(() => import("./campaign/BlogPostPage"), "BlogPostPage"),
});

const post = createRoute({
  getParentRoute: () => shell,
  path: "/campaigns/$campaignId/content/posts/$queueId",
  validateSearch: (search: Search): { at?: string; creativeId?: string } => ({
    at: wall(search.at),
    creativeId: text(search.creativeId),
  }),
  loader: ({ params }) => loadCampaign(params.campaignId),
  component: lazyRouteComponent(() => import("./campaign/PostPage"), "PostPage"),
});

const mailing = createRoute({
  getParentRoute: () => shell,
  path: "/campaigns/$campaignId/content/mailings/$mailingId",
  validateSearch: (search: Search): { creativeId?: string } => ({ creativeId: text(search.creativeId) }),
  loader: ({ params }) => loadCampaign(params.campaignId),
  component: lazyRouteComponent(() => import("./campaign/MailingPage"), "MailingPage"),
});

const approvals = createRoute({
  getParentRoute: () => shell,
  path: "/approvals",
  component: lazyRouteComponent(() => import("@/approval/ApprovalInbox"), "ApprovalInbox"),
});

const calendar = createRoute({
  getParentRoute: () => shell,
  path: "/calendar",
  validateSearch: (search: Search): { view?: View; day?: string; campaignId?: string } => ({
    view: asView(search.view),
    day: day(search.day),
    campaignId: text(search.campaignId),
  }),
  component: lazyRouteComponent(() => import("./CalendarPage"), "CalendarPage"),
});

const library = createRoute({
  getParentRoute: () => shell,
  path: "/library",
  validateSearch: (
    search: Search,
  ): { q?: string; tags?: string; type?: string; archived?: boolean; page?: number; id?: string } => ({
    q: text(search.q),
    tags: text(search.tags),
    type: text(search.type),
    archived: yes(search.archived),
    page: count(search.page),
    id: text(search.id),
  }),
  component: lazyRouteComponent(() => import("@/library/LibraryPage"), "LibraryPage"),
});

const renders = createRoute({
  getParentRoute: () => shell,
  path: "/renders",
  validateSearch: (
    search: Search,
  ): { status?: string; type?: string; campaignId?: string; page?: number; id?: string } => ({
    status: text(search.status),
    type: text(search.type),
    campaignId: text(search.campaignId),
    page: count(search.page),
    id: text(search.id),
  }),
  component: lazyRouteComponent(() => import("./Renders"), "Renders"),
});

const newRender = createRoute({
  getParentRoute: () => shell,
  path: "/renders/new",
  validateSearch: (search: Search): { campaignId?: string; creativeId?: string } => ({
    campaignId: text(search.campaignId),
    creativeId: text(search.creativeId),
  }),
  component: lazyRouteComponent(() => import("./NewRender"), "NewRender"),
});

const newsroom = createRoute({
  getParentRoute: () => shell,
  path: "/newsroom",
  component: lazyRouteComponent(() => import("@/social/Newsroom"), "Newsroom"),
});

const inbox = createRoute({
  getParentRoute: () => shell,
  path: "/inbox",
  validateSearch: (search: Search): { to?: string; id?: string; page?: number } => ({
    to: text(search.to),
    id: text(search.id),
    page: count(search.page),
  }),
  component: lazyRouteComponent(() => import("@/email/CapturedInbox"), "CapturedInbox"),
});

const deliveries = createRoute({
  getParentRoute: () => shell,
  path: "/deliveries",
  validateSearch: (
    search: Search,
  ): {
    state?: string;
    channel?: string;
    campaignId?: string;
    id?: string;
  } => ({
    state: text(search.state),
    channel: text(search.channel),
    campaignId: text(search.campaignId),
    id: text(search.id),
  }),
  component: lazyRouteComponent(() => import("@/delivery/Deliveries"), "Deliveries"),
});

const audit = createRoute({
  getParentRoute: () => shell,
  path: "/audit",
  validateSearch: (search: Search): { operation?: string; kind?: string } => ({
    operation: text(search.operation),
    kind: text(search.kind),
  }),
  component: lazyRouteComponent(() => import("@/activity/AuditTrail"), "AuditTrail"),
});

const audience = createRoute({
  getParentRoute: () => shell,
  path: "/audience",
  component: lazyRouteComponent(() => import("@/audience/Audience"), "Audience"),
});

const audiencePages = [
  createRoute({
    getParentRoute: () => audience,
    path: "/",
    validateSearch: (
      search: Search,
    ): { q?: string; tag?: string; status?: string; segment?: string; make?: boolean } => ({
      q: text(search.q),
      tag: text(search.tag),
      status: text(search.status),
      segment: text(search.segment),
      make: yes(search.make),
    }),
    component: lazyRouteComponent(() => import("@/audience/Contacts"), "Contacts"),
  }),
  createRoute({
    getParentRoute: () => audience,
    path: "/segments",
    component: lazyRouteComponent(() => import("@/audience/Segments"), "Segments"),
  }),
  createRoute({
    getParentRoute: () => audience,
    path: "/suppressions",
    validateSearch: (search: Search): { email?: string; reason?: string; page?: number } => ({
      email: text(search.email),
      reason: text(search.reason),
      page: count(search.page),
    }),
    component: lazyRouteComponent(() => import("@/audience/Suppressions"), "Suppressions"),
  }),
] as const;

const ofAudience = [
  createRoute({
    getParentRoute: () => shell,
    path: "/audience/import",
    validateSearch: (search: Search): { id?: string } => ({ id: text(search.id) }),
    component: lazyRouteComponent(() => import("@/audience/ImportPage"), "ImportPage"),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: "/audience/contacts/$contactId",
    validateSearch: (search: Search): { edit?: boolean } => ({ edit: yes(search.edit) }),
    component: lazyRouteComponent(() => import("@/audience/ContactPage"), "ContactPage"),
  }),
  createRoute({
    getParentRoute: () => shell,
    path: "/audience/segments/$segmentId",
    component: lazyRouteComponent(() => import("@/audience/SegmentPage"), "SegmentPage"),
  }),
] as const;

const members = createRoute({
  getParentRoute: () => shell,
  path: "/members",
  validateSearch: (search: Search): { invite?: boolean } => ({ invite: yes(search.invite) }),
  component: lazyRouteComponent(() => import("@/identity/Members"), "Members"),
});

const settings = createRoute({
  getParentRoute: () => shell,
  path: "/settings",
  component: lazyRouteComponent(() => import("@/identity/Settings"), "Settings"),
});

const settingsPages = [
  createRoute({
    getParentRoute: () => settings,
    path: "/",
    beforeLoad: () => {
      throw redirect({ to: "/settings/workspace" });
    },
  }),
  createRoute({
    getParentRoute: () => settings,
    path: "/workspace",
    component: lazyRouteComponent(() => import("@/identity/WorkspaceSettings"), "WorkspaceSettings"),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: "/brands",
    component: lazyRouteComponent(() => import("@/identity/Brands"), "Brands"),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: "/accounts",
    component: lazyRouteComponent(() => import("@/social/Accounts"), "Accounts"),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: "/credentials",
    component: lazyRouteComponent(() => import("@/identity/Credentials"), "Credentials"),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: "/api-keys",
    component: lazyRouteComponent(() => import("@/identity/ApiKeys"), "ApiKeys"),
  }),
] as const;

const routeTree = root.addChildren([
  ...open,
  shell.addChildren([
    home,
    campaigns,
    campaign.addChildren([...campaignTabs]),
    creative,
    blogPost,
    post,
    mailing,
    approvals,
    calendar,
    library,
    renders,
    newRender,
    newsroom,
    inbox,
    deliveries,
    audit,
    audience.addChildren([...audiencePages]),
    ...ofAudience,
    members,
    settings.addChildren([...settingsPages]),
  ]),
]);

export const router = createRouter({
  routeTree,
  defaultPreload: "intent",
  scrollRestoration: true,
  defaultErrorComponent: PageFailed,
  defaultNotFoundComponent: NotThere,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
