import { lazyRouteComponent } from "@tanstack/react-router";
import { oneOf, searchOf } from "@/ui/search";

const integration = searchOf({ signin: oneOf("done", "failed", "refused", "expired") });
export type IntegrationSearch = ReturnType<typeof integration>;

/** Pages of the settings. */
export const integrationsPage = {
  path: "/integrations",
  validateSearch: integration,
  component: lazyRouteComponent(() => import("./Integrations"), "Integrations"),
} as const;

export const flowRunPage = {
  path: "/integrations/runs/$runId",
  component: lazyRouteComponent(() => import("./FlowRunPage"), "FlowRunPage"),
} as const;

export const integrationPage = {
  path: "/integrations/$integrationId",
  validateSearch: integration,
  component: lazyRouteComponent(() => import("./IntegrationPage"), "IntegrationPage"),
} as const;
