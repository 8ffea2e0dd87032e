import { useQuery } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { BellRing } from "lucide-react";
import { useEffect, useEffectEvent } from "react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { Notification } from "@/contract/types";
import { ListPage } from "@/ui/ListPage";
import { useAddress, usePage } from "@/ui/useAddress";
import { useWrite } from "@/ui/useWrite";
import { NotificationTable } from "./NotificationTable";
import { placeOf } from "./places";
import { notificationListQuery } from "./queries";
import type { NotificationsSearch } from "./routes";

const limit = 50;

/** Everything that asked for you, also what is older than the bell shows. */
export function NotificationsPage() {
  const [search] = useAddress<NotificationsSearch>();
  const list = useQuery(notificationListQuery(search, usePage(limit)));
  useOpened(list.data?.items, search.id);
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

/** The link of a mail names one notification: it is read, and its matter opens. One that is gone leaves the list. */
function useOpened(items: Notification[] | undefined, id: string | undefined) {
  const router = useRouter();
  const item = items?.find((each) => each.id === id);
  const read = useWrite({
    run: (known: Notification) =>
      take(api.POST("/api/notifications/{id}/read", { params: { path: { id: known.id } } })),
    stale: [keys.notifications],
  });
  const open = useEffectEvent((known: Notification) => {
    if (!known.readAt) read.mutate(known);
    router.navigate({ ...placeOf(known), replace: true });
  });
  useEffect(() => {
    if (item) open(item);
  }, [item]);
}
