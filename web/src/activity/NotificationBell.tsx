import { ActionIcon, Tooltip } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { Bell } from "lucide-react";
import { lazy, Suspense } from "react";
import { useActive } from "@/ui/useActive";
import classes from "./activity.module.css";
import { unreadQuery } from "./queries";

const NotificationDrawer = lazy(() => import("./NotificationDrawer").then((m) => ({ default: m.NotificationDrawer })));

export function NotificationBell() {
  const [opened, drawer] = useDisclosure();
  const active = useActive();
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
      <Suspense>{active ? <NotificationDrawer opened={opened} close={drawer.close} /> : null}</Suspense>
    </>
  );
}
