import { useQuery } from "@tanstack/react-query";
import { BellRing } from "lucide-react";
import { ListPage } from "@/ui/ListPage";
import { useAddress, usePage } from "@/ui/useAddress";
import { NotificationTable } from "./NotificationTable";
import { notificationListQuery } from "./queries";
import type { NotificationsSearch } from "./routes";

const limit = 50;

/** Everything that asked for you, also what is older than the bell shows. */
export function NotificationsPage() {
  const [search] = useAddress<NotificationsSearch>();
  const list = useQuery(notificationListQuery(search, usePage(limit)));
  return (
    <ListPage
      title="Notifications"
      lead="Unread first, then the rest, newest on top."
      filters={[
        { kind: "chips", key: "unread", label: "Show", all: "All", options: [{ value: "true", label: "Unread" }] },
      ]}
      query={list}
      limit={limit}
      keyOf={({ id }) => id}
      body={(items) => <NotificationTable items={items} busy={list.isPlaceholderData} />}
      empty={{
        icon: BellRing,
        tone: "good",
        title: "You're all caught up",
        text: "Approval requests and failed sends appear here.",
      }}
      noMatch={{ title: "Nothing unread", all: "Show all notifications" }}
    />
  );
}
