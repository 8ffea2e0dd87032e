import { lazyRouteComponent } from "@tanstack/react-router";
import { oneOf, searchOf } from "@/ui/search";

const monitoring = searchOf({ show: oneOf("alerts", "jobs", "connections", "errors", "requests", "usage") });
export type MonitoringSearch = ReturnType<typeof monitoring>;

/** A page of the settings. */
export const monitoringPage = {
  path: "/monitoring",
  validateSearch: monitoring,
  component: lazyRouteComponent(() => import("./Monitoring"), "Monitoring"),
} as const;

/** For the one who operates the installation; it asks for their token. */
export const operatorPage = {
  path: "/operator",
  component: lazyRouteComponent(() => import("./OperatorPage"), "OperatorPage"),
} as const;
