import { lazy, Suspense, useSyncExternalStore } from "react";
import { addingFigures } from "@/analytics/adding";

const AddFigures = lazy(() => import("@/analytics/AddFigures").then((m) => ({ default: m.AddFigures })));

/** The form for figures that Fanfare can't see, once it is opened. */
export function LazyAddFigures() {
  const campaign = useSyncExternalStore(addingFigures.subscribe, addingFigures.get);
  return <Suspense fallback={null}>{campaign ? <AddFigures /> : null}</Suspense>;
}
