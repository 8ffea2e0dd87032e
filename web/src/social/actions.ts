import { Ban, CalendarClock, CalendarDays, FilePen, Newspaper, Plug, RotateCw, Send } from "lucide-react";
import { api, take } from "@/contract/api";
import type { Campaign, Me, Post } from "@/contract/types";
import type { Action } from "@/ui/actions";

export const socialPlaces: Action<Me>[] = [
  {
    name: "openCalendar",
    label: "Go to calendar",
    icon: CalendarDays,
    group: "Go to",
    keys: "g k",
    when: () => true,
    go: () => ({ to: "/calendar" }),
  },
  {
    name: "openNewsroom",
    label: "Go to newsroom",
    icon: Newspaper,
    group: "Go to",
    keys: "g n",
    when: () => true,
    go: () => ({ to: "/newsroom" }),
  },
  {
    name: "openAccounts",
    label: "Go to accounts",
    icon: Plug,
    group: "Go to",
    when: () => true,
    go: () => ({ to: "/settings/accounts" }),
  },
];

export const newPostActions: Action<Campaign>[] = [
  {
    name: "schedulePost",
    label: "New post",
    icon: FilePen,
    group: "Create",
    keys: "n p",
    go: ({ id }) => ({
      to: "/campaigns/$campaignId/content/posts/$queueId",
      params: { campaignId: id, queueId: "new" },
    }),
  },
];

const stale = ({ campaignId }: Post) => [["campaign", campaignId], ["calendar"], ["deliveries"]];
const path = ({ queueId }: Post) => ({ params: { path: { queueId } } });

export const postActions: Action<Post>[] = [
  {
    name: "publishPost",
    label: "Publish now",
    icon: Send,
    group: "This post",
    ask: ({ title }) => ({
      title: "Publish now?",
      text: `“${title || "This post"}” is published right away instead of at its scheduled time. You can't undo this.`,
      confirm: "Publish now",
    }),
    run: (post) => take(api.POST("/api/social/{queueId}/publish", path(post))),
    done: "Publishing.",
    stale,
  },
  {
    name: "retryPost",
    label: "Try again",
    icon: RotateCw,
    group: "This post",
    run: (post) => take(api.POST("/api/social/{queueId}/retry", path(post))),
    done: "Publishing again.",
    stale,
  },
  {
    name: "reschedulePost",
    label: "Reschedule",
    icon: CalendarClock,
    group: "This post",
    go: ({ campaignId, queueId }) => ({
      to: "/campaigns/$campaignId/schedule",
      params: { campaignId },
      search: { move: queueId },
    }),
  },
  {
    name: "cancelPost",
    label: "Cancel post",
    icon: Ban,
    group: "This post",
    danger: true,
    ask: ({ title }) => ({
      title: "Cancel this post?",
      text: `“${title || "This post"}” won't be published. You can still read it here.`,
      confirm: "Cancel post",
      dismiss: "Keep post",
    }),
    run: (post) => take(api.POST("/api/social/{queueId}/cancel", path(post))),
    done: "Post cancelled.",
    stale,
  },
];
