import { searchOf, text, yes } from "@/ui/search";

export const startSearch = searchOf({ url: text, run: text, own: yes });
export type StartSearch = ReturnType<typeof startSearch>;
