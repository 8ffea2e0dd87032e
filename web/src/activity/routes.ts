import { lazyRouteComponent } from "@tanstack/react-router";
import { searchOf, text } from "@/ui/search";

const search = searchOf({ operation: text, kind: text });
export type AuditSearch = ReturnType<typeof search>;

export const auditPage = {
  path: "/audit",
  validateSearch: search,
  component: lazyRouteComponent(() => import("./AuditTrail"), "AuditTrail"),
} as const;
