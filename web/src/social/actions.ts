import { Ban, CalendarClock, CalendarDays, FilePen, Newspaper, Plug, RotateCw, Send } from "lucide-react";
import { api, take } from "@/contract/api";
import type { Campaign, Me, Post } from "@/contract/types";
import type { Action } from "@/ui/actions";

export const socialPlaces: Action<Me>[] = [
  {
    name: "openCalendar",
    label: "Go to the calendar",
    icon: CalendarDays,
    group: "Go to",
    keys: "g k",
    when: () => true,
    go: () => ({ to: "/calendar" }),
  },
  {
    name: "openNewsroom",
    label: "Go to the newsroom",
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
    group: "Make",
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
      text: `“${title || "This post"}” leaves now instead of at its time. What is out can't be called back.`,
      confirm: "Publish now",
    }),
    run: (post) => take(api.POST("/api/social/{queueId}/publish", path(post))),
    done: "On its way.",
    stale,
  },
  {
    name: "retryPost",
    label: "Try again",
    icon: RotateCw,
    group: "This post",
    run: (post) => take(api.POST("/api/social/{queueId}/retry", path(post))),
    done: "On its way again.",
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
      text: `“${title || "This post"}” will not go out. It stays readable here.`,
      confirm: "Cancel the post",
    }),
    run: (post) => take(api.POST("/api/social/{queueId}/cancel", path(post))),
    done: "The post is cancelled.",
    stale,
  },
];
