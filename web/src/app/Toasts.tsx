import { useNotifications } from "@mantine/notifications";
import { lazy, Suspense, useEffect, useState } from "react";

const Toaster = lazy(() => import("./Toaster").then((m) => ({ default: m.Toaster })));

/** Short messages about what was done, loaded with the first of them. */
export function Toasts() {
  const any = useNotifications().notifications.length > 0;
  const [used, setUsed] = useState(false);
  useEffect(() => {
    if (any) setUsed(true);
  }, [any]);
  return <Suspense>{used ? <Toaster /> : null}</Suspense>;
}
