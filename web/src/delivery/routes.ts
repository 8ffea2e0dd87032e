import { lazyPage } from "@/ui/lazyPage";
import { count, oneOf, searchOf, text } from "@/ui/search";

const search = searchOf({
  view: oneOf("messages"),
  state: text,
  channel: text,
  campaignId: text,
  itemId: text,
  reaction: oneOf("open", "click"),
  q: text,
  sort: text,
  page: count,
  id: text,
});
export type DeliveriesSearch = ReturnType<typeof search>;

export const deliveriesPage = {
  path: "/deliveries",
  validateSearch: search,
  ...lazyPage(() => import("./Deliveries"), "Deliveries"),
} as const;
