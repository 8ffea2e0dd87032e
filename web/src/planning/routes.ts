import { lazyPage } from "@/ui/lazyPage";
import { searchOf, text } from "@/ui/search";

export const teamPage = {
  path: "/team",
  validateSearch: searchOf({ member: text }),
  ...lazyPage(() => import("./TeamPage"), "TeamPage"),
} as const;
