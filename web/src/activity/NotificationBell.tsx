import { ActionIcon, Button, Drawer, Tooltip } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { Bell, BellRing } from "lucide-react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { BoneRows, Empty, Loaded } from "@/ui/States";
import { useWrite } from "@/ui/useWrite";
import classes from "./activity.module.css";
import { NotificationList } from "./NotificationList";
import { notificationsQuery, unreadQuery } from "./queries";

export function NotificationBell() {
  const [opened, drawer] = useDisclosure();
  const unread = useQuery(unreadQuery);
  const count = unread.data?.count ?? 0;
  const label = count > 0 ? `Notifications, ${count} unread` : "Notifications";
  return (
    <>
      <Tooltip label={label}>
        <ActionIcon size={34} onClick={drawer.open} aria-label={label} className={classes.bell}>
          <Bell size={17} />
          {count > 0 ? (
            <span className={classes.bellCount} aria-hidden>
              {count > 99 ? "99+" : count}
            </span>
          ) : null}
        </ActionIcon>
      </Tooltip>
      <Drawer
        opened={opened}
        onClose={drawer.close}
        title="Notifications"
        size={420}
        padding={0}
        classNames={{ header: classes.drawerHead }}
      >
        {opened ? <Notifications close={drawer.close} /> : null}
      </Drawer>
    </>
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
            {items.some((item) => !item.readAt) ? (
              <div className={classes.drawerBar}>
                <Button size="xs" variant="default" loading={readAll.isPending} onClick={() => readAll.mutate()}>
                  Mark all as read
                </Button>
              </div>
            ) : null}
            <NotificationList items={items} close={close} />
          </>
        )
      }
    </Loaded>
  );
}
