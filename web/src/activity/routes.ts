import { lazyRouteComponent } from "@tanstack/react-router";
import { count, searchOf, text, yes } from "@/ui/search";

const search = searchOf({ class: text, operation: text, kind: text, sort: text });
const notifications = searchOf({ unread: yes, page: count, id: text });
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

const webhookLog = searchOf({ state: text, event: text, id: text });
export type WebhookSearch = ReturnType<typeof webhookLog>;

/** Pages of the settings. */
export const webhooksPage = {
  path: "/webhooks",
  component: lazyRouteComponent(() => import("./Webhooks"), "Webhooks"),
} as const;

export const webhookPage = {
  path: "/webhooks/$webhookId",
  validateSearch: webhookLog,
  component: lazyRouteComponent(() => import("./WebhookPage"), "WebhookPage"),
} as const;

export const notificationSettingsPage = {
  path: "/notifications",
  component: lazyRouteComponent(() => import("./NotificationSettings"), "NotificationSettings"),
} as const;
