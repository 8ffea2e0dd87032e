import { lazyPage } from "@/ui/lazyPage";

export const approvalsPage = {
  path: "/approvals",
  ...lazyPage(() => import("./ApprovalInbox"), "ApprovalInbox"),
} as const;
