import type { LinkProps } from "@tanstack/react-router";
import type { Notification } from "@/contract/types";

/** Where a notification leads: to what it is about. */
export function placeOf({ kind, subject, campaignId }: Notification): LinkProps {
  if (subject.kind === "task" && subject.id) return { to: "/my-work", search: { task: subject.id } };
  if (subject.kind === "alert") return { to: "/settings/monitoring", search: { show: "alerts" } };
  if (subject.kind === "account") return { to: "/settings/accounts" };
  if (subject.kind === "saved_search" && subject.id) return { to: "/search", search: { saved: subject.id } };
  if (!campaignId) return { to: kind.startsWith("delivery") ? "/deliveries" : "/" };
  const params = { campaignId };
  if (kind === "post_due_by_hand" && subject.id) return { to: "/posting/$queueId", params: { queueId: subject.id } };
  if (subject.kind === "post" && subject.id)
    return { to: "/campaigns/$campaignId/content/posts/$queueId", params: { ...params, queueId: subject.id } };
  if (subject.kind === "mailing" && subject.id)
    return { to: "/campaigns/$campaignId/content/mailings/$mailingId", params: { ...params, mailingId: subject.id } };
  if (subject.kind === "blog_post" || subject.kind === "blog_feed")
    return {
      to: "/campaigns/$campaignId/content/blog-posts/$blogPostId",
      params: { ...params, blogPostId: (subject.kind === "blog_post" && subject.id) || "new" },
    };
  if (subject.kind === "review" && subject.id) return { to: "/approvals/$reviewId", params: { reviewId: subject.id } };
  if (/approv|review/.test(kind)) return { to: "/campaigns/$campaignId/approvals", params };
  return { to: "/campaigns/$campaignId", params };
}

interface Group {
  id: string;
  name: string;
  items: Notification[];
}

const asking = new Set([
  "approval_changes_requested",
  "approval_refused",
  "approval_requested",
  "approval_reminder",
  "post_due_by_hand",
]);

/** Whether it waits for something that the reader does. */
function asks({ kind, readAt }: Notification) {
  return !readAt && asking.has(kind);
}

/**
 * Each campaign once, in the order of its first notification. In it, unread ones that ask the reader to act come first, then the
 * others as they are listed.
 */
export function byCampaign(items: Notification[]): Group[] {
  const groups = new Map<string, Group>();
  for (const item of items) {
    const id = item.campaignId ?? "workspace";
    const group = groups.get(id) ?? { id, name: item.campaignName ?? "Workspace", items: [] };
    group.items.push(item);
    groups.set(id, group);
  }
  return [...groups.values()].map((group) => ({
    ...group,
    items: [...group.items.filter(asks), ...group.items.filter((item) => !asks(item))],
  }));
}
