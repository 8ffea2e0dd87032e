import { lazyRouteComponent } from "@tanstack/react-router";
import { lazyPage } from "@/ui/lazyPage";

export const approvalsPage = {
  path: "/approvals",
  ...lazyPage(() => import("./ApprovalInbox"), "ApprovalInbox"),
} as const;

/** A page of the settings. */
export const policiesPage = {
  path: "/approval-policies",
  component: lazyRouteComponent(() => import("./Policies"), "Policies"),
} as const;

/** A page of its own. */
export const policyPage = {
  path: "/settings/approval-policies/$policyName",
  component: lazyRouteComponent(() => import("./PolicyPage"), "PolicyPage"),
} as const;
