import { lazyRouteComponent } from "@tanstack/react-router";
import { rendersSearch, studioSearch } from "@/render/routes";
import { startSearch } from "@/start/routes";
import { viewNames } from "@/ui/calendarDays";
import { lazyPage } from "@/ui/lazyPage";
import { count, day, oneOf, searchOf, text } from "@/ui/search";
import { searchAddress } from "./search/address";

/** Pages that bring several rooms together. */
const calendar = searchOf({
  view: oneOf(...viewNames),
  day,
  campaignId: text,
  channel: text,
  state: text,
  owner: text,
  layers: text,
});
export type CalendarSearch = ReturnType<typeof calendar>;

export const homePage = { path: "/", component: lazyRouteComponent(() => import("./Home"), "Home") } as const;
export const searchPage = {
  path: "/search",
  validateSearch: searchAddress,
  component: lazyRouteComponent(() => import("./search/SearchPage"), "SearchPage"),
} as const;
export const dashboardPage = {
  path: "/dashboard",
  validateSearch: searchOf({
    days: count,
    show: oneOf("risk", "held"),
    phase: text,
    metric: text,
    page: count,
    rows: text,
    task: text,
  }),
  ...lazyPage(() => import("./dashboard/DashboardPage"), "DashboardPage"),
} as const;
export const myWorkPage = {
  path: "/my-work",
  validateSearch: searchOf({ task: text }),
  ...lazyPage(() => import("./MyWork"), "MyWork"),
} as const;
export const calendarPage = {
  path: "/calendar",
  validateSearch: calendar,
  ...lazyPage(() => import("./CalendarPage"), "CalendarPage"),
} as const;
export const studioPage = {
  path: "/studio",
  validateSearch: studioSearch,
  ...lazyPage(() => import("./StudioPage"), "StudioPage"),
} as const;
export const jobsPage = {
  path: "/studio/jobs",
  validateSearch: rendersSearch,
  component: lazyRouteComponent(() => import("./Renders"), "Renders"),
} as const;
/** A page of the settings. */
export const bulkPage = {
  path: "/bulk",
  validateSearch: searchOf({ id: text, page: count }),
  component: lazyRouteComponent(() => import("./bulk/BulkPage"), "BulkPage"),
} as const;
export const guidePage = {
  path: "/guide",
  validateSearch: searchOf({ q: text }),
  loader: () => import("./guide/texts"),
  component: lazyRouteComponent(() => import("./guide/Guide"), "Guide"),
} as const;
export const guideTextPage = {
  path: "/guide/$name",
  loader: () => import("./guide/texts"),
  component: lazyRouteComponent(() => import("./guide/GuideText"), "GuideText"),
} as const;
export const startPage = {
  path: "/start",
  validateSearch: startSearch,
  staticData: { focused: true },
  component: lazyRouteComponent(() => import("./StartPage"), "StartPage"),
} as const;
export const brandKitPage = {
  path: "/brand-kit",
  component: lazyRouteComponent(() => import("./BrandKitPage"), "BrandKitPage"),
} as const;
export const docsPage = {
  path: "/docs",
  validateSearch: searchOf({ q: text }),
  component: lazyRouteComponent(() => import("./docs/Docs"), "Docs"),
} as const;

export const reviewPage = {
  path: "/approvals/$reviewId",
  staticData: { focused: true },
  component: lazyRouteComponent(() => import("./review/ReviewPage"), "ReviewPage"),
} as const;
