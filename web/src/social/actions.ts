import {
  ArchiveRestore,
  Ban,
  CalendarClock,
  CalendarDays,
  FilePen,
  Hand,
  Newspaper,
  Plug,
  RotateCw,
  Send,
} from "lucide-react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { Campaign, Me, Post } from "@/contract/types";
import { type Action, undoSeconds } from "@/ui/actions";
import { type FixAbout, type Fixes, type FixPlace, ofCampaign } from "@/ui/fixes";
import type { Planned } from "@/ui/PlanTime";

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

/** What its actions need to know of a post; the calendar knows it too. */
type PostItem = Pick<Post, "queueId" | "campaignId" | "title" | "can">;

export function reschedulePost(queueId: string, body: Planned) {
  return take(api.PATCH("/api/social/{queueId}/reschedule", { params: { path: { queueId } }, body }));
}

const stale = ({ campaignId }: PostItem) => [keys.campaign(campaignId), keys.calendar, keys.deliveries];
const path = ({ queueId }: PostItem) => ({ params: { path: { queueId } } });

const restore = (post: PostItem) => take(api.POST("/api/social/{queueId}/restore", path(post)));

export const postActions: Action<PostItem>[] = [
  {
    name: "publishPost",
    label: "Publish now",
    icon: Send,
    group: "This post",
    ask: ({ title }) => ({
      title: "Publish now?",
      text: `“${title || "This post"}” is published right away instead of at its scheduled time. You have ${undoSeconds} seconds to undo.`,
      confirm: "Publish now",
    }),
    run: (post) => take(api.POST("/api/social/{queueId}/publish", { ...path(post), body: { undoSeconds } })),
    undo: (post) => ({
      title: `Publishing “${post.title || "this post"}”.`,
      run: () => take(api.POST("/api/social/{queueId}/undo-publish", path(post))),
    }),
    stale,
  },
  {
    name: "openHandoff",
    label: "Post it now",
    icon: Hand,
    group: "This post",
    when: ({ can }) => can.includes("confirmPost"),
    go: ({ queueId }) => ({ to: "/posting/$queueId", params: { queueId } }),
  },
  {
    name: "retryPost",
    label: "Try again",
    icon: RotateCw,
    group: "This post",
    run: (post) => take(api.POST("/api/social/{queueId}/retry", path(post))),
    done: "Trying again.",
    stale,
  },
  {
    name: "reschedulePost",
    label: "Reschedule",
    icon: CalendarClock,
    group: "This post",
    go: ({ campaignId, queueId }) => ({
      to: "/campaigns/$campaignId/calendar",
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
    done: "Post canceled.",
    revert: restore,
    revertible: ({ can }) => can.includes("publishPost"),
    stale,
  },
  {
    name: "restorePost",
    label: "Restore post",
    icon: ArchiveRestore,
    group: "This post",
    run: restore,
    done: "Post restored at its time.",
    stale,
  },
];

function post({ campaignId }: FixAbout, queueId: string, label: string): FixPlace {
  return { label, to: "/campaigns/$campaignId/content/posts/$queueId", params: { campaignId, queueId } };
}

function openPost(about: FixAbout, label: string, withoutOne: string) {
  return about.subjectId ? post(about, about.subjectId, label) : ofCampaign(about, "/calendar", withoutOne);
}

const writePost = { place: (about: FixAbout) => post(about, "new", "Write a post") };
const accounts = { place: () => ({ label: "Connect account", to: "/settings/accounts" }) };

export const socialFixes: Fixes = {
  operations: {
    schedulePost: writePost,
    scheduleMultiPlatform: writePost,
    schedulePosts: writePost,
    changePost: { apply: "Apply", place: (about) => openPost(about, "Open post", "Open calendar") },
    publishPost: { needsEyes: true, place: (about) => openPost(about, "Open post", "Open calendar") },
    reschedulePost: {
      apply: "Reschedule",
      place: (about) =>
        about.subjectId
          ? ofCampaign(about, "/calendar", "Set time", { move: about.subjectId })
          : ofCampaign(about, "/calendar", "Open calendar"),
    },
    confirmPost: {
      needsEyes: true,
      place: ({ subjectId }) =>
        subjectId
          ? { label: "Post it now", to: "/posting/$queueId", params: { queueId: subjectId } }
          : { label: "Open calendar", to: "/calendar" },
    },
    retryPost: { apply: "Try again", place: (about) => openPost(about, "View", "View all") },
    connectAccount: accounts,
    listAccounts: accounts,
  },
  subjects: {
    post: (about) => (about.subjectId ? post(about, about.subjectId, "Open post") : undefined),
    account: () => ({ label: "Open accounts", to: "/settings/accounts" }),
  },
};
