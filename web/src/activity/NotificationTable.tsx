import { MailOpen, X } from "lucide-react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { Notification } from "@/contract/types";
import { Ago, Hidden } from "@/ui/Bits";
import type { BulkAction } from "@/ui/BulkBar";
import { counted } from "@/ui/format";
import { ListTable } from "@/ui/ListTable";
import { Facts } from "@/ui/layout";
import type { Column } from "@/ui/TableList";
import { TitleCell } from "@/ui/TitleCell";
import classes from "./activity.module.css";
import { placeOf } from "./places";

const path = ({ id }: Notification) => ({ params: { path: { id } } });
const campaignOf = ({ campaignName }: Notification) => campaignName ?? "Workspace";

const columns: Column<Notification>[] = [
  {
    key: "title",
    label: "Notification",
    cell: (item) => (
      <TitleCell
        lead={
          <span className={classes.unread} data-unread={!item.readAt || undefined}>
            {item.readAt ? null : <Hidden>Unread</Hidden>}
          </span>
        }
        place={placeOf(item)}
        note={
          <span>
            {campaignOf(item)} · <Ago at={item.createdAt} />
          </span>
        }
      >
        {item.title}
      </TitleCell>
    ),
  },
  { key: "campaign", label: "Campaign", width: 240, cell: campaignOf },
  { key: "time", label: "Time", width: 130, cell: ({ createdAt }) => <Ago at={createdAt} /> },
];

const bulk: BulkAction<Notification>[] = [
  {
    label: "Mark as read",
    icon: MailOpen,
    when: ({ readAt }) => !readAt,
    run: (item) => take(api.POST("/api/notifications/{id}/read", path(item))),
    done: "marked as read",
  },
  {
    label: "Dismiss",
    icon: X,
    danger: true,
    when: () => true,
    ask: (items) => ({
      title: `Dismiss ${counted(items.length, "notification")}?`,
      text: "They disappear from your list only. Nothing else changes.",
      confirm: "Dismiss",
    }),
    run: (item) => take(api.DELETE("/api/notifications/{id}", path(item))),
    done: "dismissed",
  },
];

const keyOf = ({ id }: Notification) => id;

/** Notifications in columns. The server lists the unread ones first, so there is no other order. */
export function NotificationTable({ items, busy }: { items: Notification[]; busy: boolean }) {
  return (
    <ListTable
      label="Notifications"
      items={items}
      keyOf={keyOf}
      nameOf={({ title }) => title}
      columns={columns}
      bulk={bulk}
      peek={(item) => (
        <Facts
          facts={[
            item.text && ["Message", item.text],
            ["Campaign", campaignOf(item)],
            ["Time", <Ago key="at" at={item.createdAt} />],
          ]}
        />
      )}
      stale={[keys.notifications]}
      busy={busy}
    />
  );
}
