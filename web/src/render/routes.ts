import { count, searchOf, text } from "@/ui/search";

const list = searchOf({ status: text, type: text, campaignId: text, page: count, id: text });
export type RendersSearch = ReturnType<typeof list>;
export const rendersSearch = list;
export const studioSearch = searchOf({ campaignId: text, creativeId: text });
