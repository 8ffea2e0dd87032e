import { lazyRouteComponent } from "@tanstack/react-router";
import { count, searchOf, text } from "@/ui/search";

const inbox = searchOf({ to: text, id: text, page: count });
export type InboxSearch = ReturnType<typeof inbox>;

export const inboxPage = {
  path: "/inbox",
  validateSearch: inbox,
  component: lazyRouteComponent(() => import("./CapturedInbox"), "CapturedInbox"),
} as const;
