import {
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  type ParsedLocation,
  redirect,
} from "@tanstack/react-router";
import { auditPage, notificationSettingsPage, notificationsPage, webhookPage, webhooksPage } from "@/activity/routes";
import { approvalsPage, guestPage, policiesPage, policyPage } from "@/approval/routes";
import * as audience from "@/audience/routes";
import { campaignsPage } from "@/campaign/routes";
import { meQuery, queryClient } from "@/contract/queries";
import { isSignedIn, refresh } from "@/contract/session";
import { deliveriesPage } from "@/delivery/routes";
import { inboxPage } from "@/email/routes";
import * as identity from "@/identity/routes";
import { flowRunPage, integrationPage, integrationsPage } from "@/integration/routes";
import { templatePage, templatesPage } from "@/launch/routes";
import { libraryPage } from "@/library/routes";
import { monitoringPage, operatorPage } from "@/ops/routes";
import { teamPage } from "@/planning/routes";
import { accountsPage, handoffPage, newsroomPage } from "@/social/routes";
import * as of from "./campaign/routes";
import { NotThere, PageFailed, SignedOutWatch } from "./fallbacks";
import {
  brandKitPage,
  bulkPage,
  calendarPage,
  dashboardPage,
  docsPage,
  guidePage,
  guideTextPage,
  homePage,
  jobsPage,
  myWorkPage,
  reviewPage,
  searchPage,
  startPage,
  studioPage,
} from "./pages";
import { Shell } from "./Shell";

/** Each room says what its pages are and what they keep in their address; here they get their place in the app. */
const root = createRootRoute({
  component: () => (
    <>
      <SignedOutWatch />
      <Outlet />
    </>
  ),
  notFoundComponent: NotThere,
});
const inRoot = { getParentRoute: () => root } as const;

const open = [
  createRoute({ ...inRoot, ...identity.signInPage }),
  createRoute({ ...inRoot, ...identity.signUpPage }),
  createRoute({ ...inRoot, ...identity.acceptPage }),
  createRoute({ ...inRoot, ...identity.forgotPage }),
  createRoute({ ...inRoot, ...identity.resetPage }),
  createRoute({ ...inRoot, ...guestPage }),
  createRoute({ ...inRoot, ...docsPage }),
  createRoute({ ...inRoot, ...operatorPage }),
] as const;

const signedIn = {
  beforeLoad: async ({ location }: { location: ParsedLocation }) => {
    if (isSignedIn() || (await refresh())) return;
    throw redirect({ to: "/sign-in", search: { next: location.pathname === "/" ? undefined : location.href } });
  },
  loader: () => queryClient.ensureQueryData(meQuery),
} as const;
const connect = createRoute({ ...inRoot, ...identity.connectPage, ...signedIn, errorComponent: PageFailed });
const shell = createRoute({
  ...inRoot,
  id: "shell",
  ...signedIn,
  component: Shell,
  errorComponent: PageFailed,
});
const inShell = { getParentRoute: () => shell } as const;

const campaign = createRoute({
  ...inShell,
  ...of.campaignPage,
  loader: ({ params }) => of.loadCampaign(params.campaignId),
});
const inCampaign = { getParentRoute: () => campaign } as const;
const tabs = [
  createRoute({
    ...inCampaign,
    ...of.overviewTab,
    loader: ({ params, cause }) => of.loadOverview(params.campaignId, cause),
  }),
  createRoute({ ...inCampaign, ...of.planTab }),
  createRoute({ ...inCampaign, ...of.contentTab }),
  createRoute({ ...inCampaign, ...of.calendarTab }),
  createRoute({ ...inCampaign, ...of.approvalsTab }),
  createRoute({ ...inCampaign, ...of.resultsTab }),
] as const;
const movedTabs = Object.entries(of.movedTabs).map(([path, { page, ...search }]) =>
  createRoute({
    ...inCampaign,
    path: `/${path}`,
    beforeLoad: ({ params, location }) => {
      throw redirect({
        to: `/campaigns/$campaignId/${page}`,
        params,
        search: { ...location.search, ...search },
        replace: true,
      });
    },
  }),
);

const audienceTabs = createRoute({ ...inShell, ...audience.audiencePage });
const inAudience = { getParentRoute: () => audienceTabs } as const;
const contacts = [
  createRoute({ ...inAudience, ...audience.contactsPage }),
  createRoute({ ...inAudience, ...audience.segmentsPage }),
  createRoute({ ...inAudience, ...audience.suppressionsPage }),
] as const;

const settings = createRoute({ ...inShell, ...identity.settingsPage });
const inSettings = { getParentRoute: () => settings } as const;
const settingsPages = [
  createRoute({ ...inSettings, ...identity.settingsHome }),
  createRoute({ ...inSettings, ...notificationSettingsPage }),
  createRoute({ ...inSettings, ...identity.profilePage }),
  createRoute({ ...inSettings, ...identity.workspacePage }),
  createRoute({ ...inSettings, ...identity.brandsPage }),
  createRoute({ ...inSettings, ...policiesPage }),
  createRoute({ ...inSettings, ...accountsPage }),
  createRoute({ ...inSettings, ...identity.credentialsPage }),
  createRoute({ ...inSettings, ...identity.apiKeysPage }),
  createRoute({ ...inSettings, ...identity.agentsPage }),
  createRoute({ ...inSettings, ...identity.agentPage }),
  createRoute({ ...inSettings, ...webhooksPage }),
  createRoute({ ...inSettings, ...webhookPage }),
  createRoute({ ...inSettings, ...integrationsPage }),
  createRoute({ ...inSettings, ...flowRunPage }),
  createRoute({ ...inSettings, ...integrationPage }),
  createRoute({ ...inSettings, ...bulkPage }),
  createRoute({ ...inSettings, ...monitoringPage }),
] as const;

const movedPages = Object.entries({ renders: "/studio", "renders/new": "/studio" } as const).map(([path, to]) =>
  createRoute({
    ...inShell,
    path: `/${path}`,
    beforeLoad: ({ location }) => {
      throw redirect({ to, search: { ...location.search }, replace: true });
    },
  }),
);

const pages = [
  createRoute({ ...inShell, ...homePage }),
  createRoute({ ...inShell, ...dashboardPage }),
  createRoute({ ...inShell, ...searchPage }),
  createRoute({ ...inShell, ...myWorkPage }),
  createRoute({ ...inShell, ...teamPage }),
  createRoute({ ...inShell, ...startPage }),
  createRoute({ ...inShell, ...brandKitPage }),
  createRoute({ ...inShell, ...guidePage }),
  createRoute({ ...inShell, ...guideTextPage }),
  createRoute({ ...inShell, ...campaignsPage }),
  createRoute({ ...inShell, ...templatesPage }),
  createRoute({ ...inShell, ...templatePage }),
  createRoute({ ...inShell, ...of.creativePage, loader: ({ params }) => of.loadCampaign(params.campaignId) }),
  createRoute({ ...inShell, ...of.composerPage, loader: ({ params }) => of.loadCampaign(params.campaignId) }),
  createRoute({ ...inShell, ...of.blogPostPage, loader: ({ params }) => of.loadCampaign(params.campaignId) }),
  createRoute({ ...inShell, ...of.postPage, loader: ({ params }) => of.loadCampaign(params.campaignId) }),
  createRoute({ ...inShell, ...of.mailReportPage, loader: ({ params }) => of.loadCampaign(params.campaignId) }),
  createRoute({ ...inShell, ...of.mailingPage, loader: ({ params }) => of.loadCampaign(params.campaignId) }),
  createRoute({ ...inShell, ...approvalsPage }),
  createRoute({ ...inShell, ...policyPage }),
  createRoute({ ...inShell, ...reviewPage }),
  createRoute({ ...inShell, ...calendarPage }),
  createRoute({ ...inShell, ...libraryPage }),
  createRoute({ ...inShell, ...studioPage }),
  createRoute({ ...inShell, ...jobsPage }),
  createRoute({ ...inShell, ...newsroomPage }),
  createRoute({ ...inShell, ...handoffPage }),
  createRoute({ ...inShell, ...inboxPage }),
  createRoute({ ...inShell, ...deliveriesPage }),
  createRoute({ ...inShell, ...auditPage }),
  createRoute({ ...inShell, ...notificationsPage }),
  createRoute({ ...inShell, ...audience.importPage }),
  createRoute({ ...inShell, ...audience.contactPage }),
  createRoute({ ...inShell, ...audience.segmentPage }),
  createRoute({ ...inShell, ...identity.membersPage }),
] as const;

const routeTree = root.addChildren([
  ...open,
  connect,
  shell.addChildren([
    ...pages,
    ...(movedPages as unknown as []),
    campaign.addChildren([...tabs, ...(movedTabs as unknown as [])]),
    audienceTabs.addChildren([...contacts]),
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
  interface StaticDataRouteOption {
    /** The page has the full screen, without navigation: its component is a FocusFrame. */
    focused?: boolean;
  }
}
