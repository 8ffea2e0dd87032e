import { lazyRouteComponent } from "@tanstack/react-router";
import { lazyPage } from "@/ui/lazyPage";
import { searchOf, text } from "@/ui/search";

const accounts = searchOf({ sort: text });
export type AccountsSearch = ReturnType<typeof accounts>;

export const newsroomPage = {
  path: "/newsroom",
  ...lazyPage(() => import("./Newsroom"), "Newsroom"),
} as const;

export const handoffPage = {
  path: "/posting/$queueId",
  staticData: { focused: true },
  component: lazyRouteComponent(() => import("./Handoff"), "Handoff"),
} as const;

export const accountsPage = {
  path: "/accounts",
  validateSearch: accounts,
  component: lazyRouteComponent(() => import("./Accounts"), "Accounts"),
} as const;
