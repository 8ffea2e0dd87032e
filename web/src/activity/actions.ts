import { Bell, BellRing, ListChecks, ScrollText, Webhook } from "lucide-react";
import { may } from "@/contract/permissions";
import type { Me } from "@/contract/types";
import type { Action } from "@/ui/actions";

export const activityPlaces: Action<Me>[] = [
  {
    name: "openNotifications",
    label: "Go to notifications",
    icon: Bell,
    group: "Go to",
    when: () => true,
    go: () => ({ to: "/notifications" }),
  },
  {
    name: "openNotificationSettings",
    label: "Choose what you are notified about",
    icon: BellRing,
    group: "Go to",
    when: () => true,
    go: () => ({ to: "/settings/notifications" }),
  },
  {
    name: "openAudit",
    label: "Go to audit trail",
    icon: ScrollText,
    group: "Go to",
    keys: "g l",
    when: (me) => may(me, "audit.read"),
    go: () => ({ to: "/audit" }),
  },
  {
    name: "openWebhooks",
    label: "Go to webhooks",
    icon: Webhook,
    group: "Go to",
    when: (me) => may(me, "webhook.manage"),
    go: () => ({ to: "/settings/webhooks" }),
  },
  {
    name: "openBulk",
    label: "Go to bulk changes",
    icon: ListChecks,
    group: "Go to",
    when: () => true,
    go: () => ({ to: "/settings/bulk" }),
  },
];
