import { lazyRouteComponent } from "@tanstack/react-router";
import { count, searchOf, text, yes } from "@/ui/search";

const search = searchOf({ operation: text, kind: text, sort: text });
const notifications = searchOf({ unread: yes, page: count });
export type NotificationsSearch = ReturnType<typeof notifications>;
export type AuditSearch = ReturnType<typeof search>;

export const auditPage = {
  path: "/audit",
  validateSearch: search,
  component: lazyRouteComponent(() => import("./AuditTrail"), "AuditTrail"),
} as const;

export const notificationsPage = {
  path: "/notifications",
  validateSearch: notifications,
  component: lazyRouteComponent(() => import("./NotificationsPage"), "NotificationsPage"),
} as const;
