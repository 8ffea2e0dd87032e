import { useRouter } from "@tanstack/react-router";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { Notification } from "@/contract/types";
import { Ago, Hidden } from "@/ui/Bits";
import { RowList } from "@/ui/List";
import { Note, Row } from "@/ui/Row";
import { useWrite } from "@/ui/useWrite";
import classes from "./activity.module.css";

export function NotificationList({ items, close }: { items: Notification[]; close: () => void }) {
  const router = useRouter();
  const read = useWrite({
    run: (id: string) => take(api.POST("/api/notifications/{id}/read", { params: { path: { id } } })),
    stale: [keys.notifications],
  });
  const open = (item: Notification) => {
    if (!item.readAt) read.mutate(item.id);
    close();
    const params = { campaignId: item.campaignId ?? "" };
    if (!item.campaignId) router.navigate({ to: item.kind.startsWith("delivery") ? "/deliveries" : "/" });
    else if (/approv|review/.test(item.kind)) router.navigate({ to: "/campaigns/$campaignId/approvals", params });
    else router.navigate({ to: "/campaigns/$campaignId", params });
  };
  return (
    <RowList>
      {items.map((item) => (
        <li key={item.id}>
          <Row
            className={classes.notification}
            onClick={() => open(item)}
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
        </li>
      ))}
    </RowList>
  );
}
