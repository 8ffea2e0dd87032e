import { type ComponentProps, lazy, Suspense } from "react";
import type { StudioDrawer as Drawer } from "./StudioDrawer";

const Loaded = lazy(() => import("./StudioDrawer").then(({ StudioDrawer }) => ({ default: StudioDrawer })));

/** The Studio's drawer, loaded when it opens. */
export function StudioDrawer(props: ComponentProps<typeof Drawer>) {
  return (
    <Suspense>
      <Loaded {...props} />
    </Suspense>
  );
}
