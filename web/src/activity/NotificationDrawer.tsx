import { Button, Drawer } from "@mantine/core";
import { useMounted } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { BellRing } from "lucide-react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { BoneRows, Empty, Loaded } from "@/ui/States";
import { useWrite } from "@/ui/useWrite";
import classes from "./activity.module.css";
import { NotificationList } from "./NotificationList";
import { notificationsQuery } from "./queries";

export function NotificationDrawer({ opened, close }: { opened: boolean; close: () => void }) {
  // The focus returns to the bell only if the drawer was there before it opened.
  const mounted = useMounted();
  return (
    <Drawer
      opened={mounted && opened}
      onClose={close}
      title="Notifications"
      size={420}
      padding={0}
      classNames={{ header: classes.drawerHead }}
    >
      {opened ? <Notifications close={close} /> : null}
    </Drawer>
  );
}

function Notifications({ close }: { close: () => void }) {
  const list = useQuery(notificationsQuery);
  const readAll = useWrite({ run: () => take(api.POST("/api/notifications/read-all")), stale: [keys.notifications] });
  return (
    <Loaded query={list} skeleton={<BoneRows count={8} height={64} />}>
      {({ items }) =>
        items.length === 0 ? (
          <Empty icon={BellRing} title="You're all caught up" text="Approval requests and failed sends appear here." />
        ) : (
          <>
            <div className={classes.drawerBar}>
              <Button component={Link} to="/notifications" size="xs" variant="subtle" onClick={close}>
                Show all
              </Button>
              {items.some((item) => !item.readAt) ? (
                <Button size="xs" variant="default" loading={readAll.isPending} onClick={() => readAll.mutate()}>
                  Mark all as read
                </Button>
              ) : null}
            </div>
            <NotificationList items={items} close={close} />
          </>
        )
      }
    </Loaded>
  );
}
