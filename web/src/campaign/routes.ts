import { lazyPage } from "@/ui/lazyPage";
import { count, searchOf, text, yes } from "@/ui/search";

const search = searchOf({ status: text, q: text, page: count, archived: yes, sort: text, make: yes, from: text });
export type CampaignsSearch = ReturnType<typeof search>;

export const campaignsPage = {
  path: "/campaigns",
  validateSearch: search,
  ...lazyPage(() => import("./CampaignList"), "CampaignList"),
} as const;
