import { ActionIcon } from "@mantine/core";
import { useRouter } from "@tanstack/react-router";
import { X } from "lucide-react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { Notification } from "@/contract/types";
import { Ago, Hidden } from "@/ui/Bits";
import { RowList } from "@/ui/List";
import { Note, Row } from "@/ui/Row";
import { useWrite } from "@/ui/useWrite";
import classes from "./activity.module.css";
import { byCampaign, placeOf } from "./places";

/** The notifications in groups, one for each campaign; the group with the newest one comes first. */
export function NotificationList({ items, close }: { items: Notification[]; close: () => void }) {
  return byCampaign(items).map(({ id, name, items: group }) => (
    <section key={id} aria-label={name}>
      <h3 className={classes.group}>{name}</h3>
      <RowList>
        {group.map((item) => (
          <li key={item.id}>
            <NotificationRow item={item} close={close} />
          </li>
        ))}
      </RowList>
    </section>
  ));
}

function NotificationRow({ item, close }: { item: Notification; close: () => void }) {
  const router = useRouter();
  const path = { params: { path: { id: item.id } } };
  const stale = [keys.notifications];
  const read = useWrite({ run: () => take(api.POST("/api/notifications/{id}/read", path)), stale });
  const remove = useWrite({ run: () => take(api.DELETE("/api/notifications/{id}", path)), stale });
  const open = () => {
    if (!item.readAt) read.mutate(undefined);
    close();
    router.navigate(placeOf(item));
  };
  return (
    <div className={classes.notificationRow}>
      <Row
        className={classes.notification}
        onClick={open}
        lead={
          <span className={classes.unread} data-unread={!item.readAt || undefined}>
            {item.readAt ? null : <Hidden>Unread</Hidden>}
          </span>
        }
        words={
          <>
            <span className={classes.notificationTitle}>{item.title}</span>
            {item.text ? <span className={classes.notificationText}>{item.text}</span> : null}
            <Note>
              <Ago at={item.createdAt} />
            </Note>
          </>
        }
      />
      <ActionIcon
        variant="subtle"
        color="gray"
        className={classes.dismiss}
        aria-label={`Dismiss: ${item.title}`}
        onClick={() => remove.mutate(undefined)}
      >
        <X size={15} />
      </ActionIcon>
    </div>
  );
}
