import { lazyRouteComponent } from "@tanstack/react-router";

export const approvalsPage = {
  path: "/approvals",
  component: lazyRouteComponent(() => import("./ApprovalInbox"), "ApprovalInbox"),
} as const;
