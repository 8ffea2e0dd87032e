import type { LinkProps } from "@tanstack/react-router";
import { Compass, FilePen, FileText, type LucideIcon, Mail, Newspaper, Wallet } from "lucide-react";
import { type ComponentType, lazy } from "react";
import type { CalendarItem, Campaign, CampaignItem, ScopeItem } from "@/contract/types";
import { creativeActions } from "@/creative/actions";
import { mailingActions, rescheduleMailing } from "@/email/actions";
import { postActions, reschedulePost } from "@/social/actions";
import { type Action, actionsOn } from "@/ui/actions";
import type { Planned } from "@/ui/PlanTime";

/** What the calendar knows of an item; one without a time has only the first of it. */
export type PlannedItem = Pick<CalendarItem, "kind" | "id" | "campaignId" | "title" | "can"> &
  Partial<Pick<CalendarItem, "at" | "timeZone">>;

export interface PreviewProps {
  campaign: Campaign;
  item: Pick<ScopeItem, "kind" | "id" | "title" | "digest">;
  /** The schedule is about time and recipients, everything else about the words. */
  scope: string;
}

export interface TimeProps {
  item: PlannedItem;
  zone: string;
  close: () => void;
}

type Place = (item: { id: string; campaignId: string }) => LinkProps;

/** A kind of item that campaigns plan and send, on the screen. */
interface OutgoingKind {
  icon: LucideIcon;
  place: Place;
  preview: ComponentType<PreviewProps>;
  /** The operation that gives it another time, as `can` lists it. */
  timed: string;
  reschedule: (id: string, planned: Planned) => Promise<unknown>;
  /** Asks for another time. */
  setTime: ComponentType<TimeProps>;
  actions: Action<PlannedItem>[];
}

/** Every kind of the calendar: a new one does not compile before it has its entry here. */
export const kinds: Record<CalendarItem["kind"], OutgoingKind> = {
  post: {
    icon: Newspaper,
    place: ({ id, campaignId }) => ({
      to: "/campaigns/$campaignId/content/posts/$queueId",
      params: { campaignId, queueId: id },
    }),
    preview: lazy(() => import("./campaign/PostPreview").then((m) => ({ default: m.PostPreview }))),
    timed: "reschedulePost",
    reschedule: reschedulePost,
    setTime: lazy(() => import("./campaign/PostTime").then((m) => ({ default: m.PostTime }))),
    actions: actionsOn(postActions, (item) => ({ ...item, queueId: item.id })),
  },
  mailing: {
    icon: Mail,
    place: ({ id, campaignId }) => ({
      to: "/campaigns/$campaignId/content/mailings/$mailingId",
      params: { campaignId, mailingId: id },
    }),
    preview: lazy(() => import("./campaign/MailingPreview").then((m) => ({ default: m.MailingPreview }))),
    timed: "scheduleMailing",
    reschedule: rescheduleMailing,
    setTime: lazy(() => import("./campaign/MailingTime").then((m) => ({ default: m.MailingTime }))),
    actions: actionsOn(mailingActions, (item) => ({ ...item, name: item.title })),
  },
};

export function movable({ kind, can }: Pick<CalendarItem, "kind" | "can">) {
  return can.includes(kinds[kind].timed);
}

type ScopeKind = Pick<OutgoingKind, "icon" | "place" | "preview">;

/** What else an approval covers. */
const others: Record<string, ScopeKind> = {
  strategy: {
    icon: Compass,
    place: ({ campaignId }) => ({ to: "/campaigns/$campaignId/plan", params: { campaignId } }),
    preview: lazy(() => import("./campaign/ScopePreviews").then((m) => ({ default: m.StrategyPreview }))),
  },
  creative: {
    icon: FilePen,
    place: ({ id, campaignId }) => ({
      to: "/campaigns/$campaignId/content/creatives/$creativeId",
      params: { campaignId, creativeId: id },
    }),
    preview: lazy(() => import("./campaign/ScopePreviews").then((m) => ({ default: m.CreativePreview }))),
  },
  budget: {
    icon: Wallet,
    place: ({ campaignId }) => ({
      to: "/campaigns/$campaignId/plan",
      params: { campaignId },
      search: { section: "budget" },
    }),
    preview: lazy(() => import("./campaign/ScopePreviews").then((m) => ({ default: m.BudgetPreview }))),
  },
};
const unknown: ScopeKind = {
  icon: FileText,
  place: ({ campaignId }) => ({ to: "/campaigns/$campaignId/content", params: { campaignId } }),
  preview: () => null,
};

/** How an item of an approval looks, whatever its kind. */
export function scopeKind(kind: string): ScopeKind {
  return { ...others, ...kinds }[kind] ?? unknown;
}

/** Where an item opens, whatever its kind. */
export function placeOfItem(item: Pick<CampaignItem, "kind" | "id" | "campaignId">): LinkProps {
  return scopeKind(item.kind).place(item);
}

const planned = ({ id, campaignId, title, can }: CampaignItem) => ({ id, campaignId, title, can });

/** What can be done with an item of the content list. */
export const itemActions: Record<CampaignItem["kind"], Action<CampaignItem>[]> = {
  post: actionsOn(kinds.post.actions, (item) => ({ kind: "post" as const, ...planned(item) })),
  mailing: actionsOn(kinds.mailing.actions, (item) => ({ kind: "mailing" as const, ...planned(item) })),
  creative: actionsOn(creativeActions, (item) => ({
    ...planned(item),
    name: item.title,
    kind: item.channel === "email" ? ("email" as const) : ("text" as const),
    status: "draft" as const,
  })),
};
