import { lazyRouteComponent } from "@tanstack/react-router";
import { lazyPage } from "@/ui/lazyPage";
import { count, searchOf, text } from "@/ui/search";

const approvals = searchOf({ mine: text, page: count });
export type ApprovalsSearch = ReturnType<typeof approvals>;

export const approvalsPage = {
  path: "/approvals",
  validateSearch: approvals,
  ...lazyPage(() => import("./ApprovalInbox"), "ApprovalInbox"),
} as const;

/** What the link of a review shows, without an account. */
export const guestPage = {
  path: "/reviews/$token",
  component: lazyRouteComponent(() => import("./GuestPage"), "GuestPage"),
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
