import { Bell, BellRing, ScrollText } from "lucide-react";
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
];
