import { lazyRouteComponent } from "@tanstack/react-router";
import { oneOf, searchOf, text } from "@/ui/search";

const search = searchOf({
  state: text,
  channel: text,
  campaignId: text,
  itemId: text,
  reaction: oneOf("open", "click"),
  id: text,
});
export type DeliveriesSearch = ReturnType<typeof search>;

export const deliveriesPage = {
  path: "/deliveries",
  validateSearch: search,
  component: lazyRouteComponent(() => import("./Deliveries"), "Deliveries"),
} as const;
