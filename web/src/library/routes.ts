import { lazyPage } from "@/ui/lazyPage";
import { count, oneOf, searchOf, text, yes } from "@/ui/search";

const search = searchOf({
  q: text,
  tags: text,
  type: text,
  archived: yes,
  page: count,
  id: text,
  size: oneOf("s", "l"),
  view: oneOf("list"),
  sort: text,
});
export type LibrarySearch = ReturnType<typeof search>;

export const libraryPage = {
  path: "/library",
  validateSearch: search,
  ...lazyPage(() => import("./LibraryPage"), "LibraryPage"),
} as const;
