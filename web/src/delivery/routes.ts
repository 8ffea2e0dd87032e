import { lazyRouteComponent } from "@tanstack/react-router";
import { searchOf, text } from "@/ui/search";

const search = searchOf({ state: text, channel: text, campaignId: text, id: text });
export type DeliveriesSearch = ReturnType<typeof search>;

export const deliveriesPage = {
  path: "/deliveries",
  validateSearch: search,
  component: lazyRouteComponent(() => import("./Deliveries"), "Deliveries"),
} as const;
