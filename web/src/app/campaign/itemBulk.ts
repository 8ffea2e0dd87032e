import { Archive, ArchiveRestore, Ban, CalendarClock, CalendarPlus, Copy, ShieldCheck } from "lucide-react";
import { api, take } from "@/contract/api";
import { problemOf } from "@/contract/problem";
import type { CampaignItem } from "@/contract/types";
import type { BulkAction } from "@/ui/BulkBar";
import { counted } from "@/ui/format";
import { kinds } from "../kinds";
import { duplicate } from "./duplicate";
import { MoveDays } from "./MoveDays";
import { ScheduleMany } from "./ScheduleMany";
import { type Series, shifted, timeOf } from "./series";

type Undo = () => Promise<unknown>;
const undo = (made: unknown) => (made as Undo)();

const anyOf =
  (...operations: string[]) =>
  ({ can }: CampaignItem) =>
    operations.some((operation) => can.includes(operation));

export async function requestReview(campaignId: string, message: string) {
  const asked = await Promise.allSettled(
    (["content", "schedule"] as const).map((scope) =>
      take(
        api.POST("/api/campaigns/{id}/approvals/{scope}/request", {
          params: { path: { id: campaignId, scope } },
          body: message ? { message } : {},
        }),
      ),
    ),
  );
  const [first] = asked;
  if (first?.status === "rejected" && asked.every(({ status }) => status === "rejected")) throw first.reason;
}

const mailing = (id: string) => ({ params: { path: { id } } });
const post = (queueId: string) => ({ params: { path: { queueId } } });

const restore = ({ kind, id }: Pick<CampaignItem, "kind" | "id">) =>
  kind === "post"
    ? take(api.POST("/api/social/{queueId}/restore", post(id)))
    : kind === "mailing"
      ? take(api.POST("/api/email/{id}/restore", mailing(id)))
      : take(api.POST("/api/creatives/{id}/restore", mailing(id)));

async function archive(item: CampaignItem): Promise<Undo> {
  await (item.kind === "mailing"
    ? take(api.DELETE("/api/email/{id}", mailing(item.id)))
    : take(api.DELETE("/api/creatives/{id}", mailing(item.id))));
  return () => restore(item);
}

async function cancel(item: CampaignItem): Promise<Undo> {
  await (item.kind === "mailing"
    ? take(api.POST("/api/email/{id}/cancel", mailing(item.id)))
    : take(api.POST("/api/social/{queueId}/cancel", post(item.id))));
  return () => restore(item);
}

/** A draft of a post becomes a post; one for a channel without an account is planned by hand. */
async function plan(item: CampaignItem, localTime: string, timeZone: string): Promise<Undo> {
  if (item.kind === "mailing") {
    await take(api.POST("/api/email/{id}/schedule", { ...mailing(item.id), body: { localTime, timeZone } }));
    return () => take(api.POST("/api/email/{id}/unschedule", mailing(item.id)));
  }
  const body = {
    campaignId: item.campaignId,
    creativeId: item.id,
    platform: item.channel as never,
    localTime,
    timeZone,
  };
  const made = await take(api.POST("/api/social/schedule", { body })).catch((error) => {
    if (problemOf(error).code !== "platform_not_connected") throw error;
    return take(api.POST("/api/social/schedule", { body: { ...body, by: "hand" } }));
  });
  return () => take(api.POST("/api/social/{queueId}/cancel", post(made.queueId)));
}

async function move({ kind, id, localTime, timeZone }: CampaignItem, days: number): Promise<Undo> {
  if (kind === "creative" || !localTime || !timeZone) throw new Error("An item without a time can't be moved.");
  await kinds[kind].reschedule(id, { localTime: shifted(localTime, days), timeZone });
  return () => kinds[kind].reschedule(id, { localTime: localTime.slice(0, 16), timeZone });
}

/** What can be done with many items of a campaign at once. */
export function bulkActions(campaignId: string, canWrite: boolean) {
  const actions = {
    review: {
      label: "Request review",
      icon: ShieldCheck,
      when: ({ state }) => canWrite && (state === "needs_approval" || state === "changes_requested"),
      ask: () => ({
        title: "Request a review?",
        text: "Reviewers get everything in the content and the schedule of this campaign that needs approval.",
        field: "Message to the reviewers (optional)",
        confirm: "Request review",
      }),
      once: (_, message) => requestReview(campaignId, message),
      done: "Review requested.",
    },
    schedule: {
      label: "Schedule",
      icon: CalendarPlus,
      when: ({ kind, at, channel, can }) =>
        canWrite &&
        !at &&
        (kind === "mailing"
          ? can.includes("scheduleMailing")
          : kind === "creative" && can.includes("changeCreative") && channel !== "any" && channel !== "email"),
      form: ScheduleMany,
      run: (item, words, index) => {
        const series = JSON.parse(words) as Series;
        return plan(item, timeOf(series, index), series.timeZone);
      },
      done: "scheduled",
      undo,
    },
    move: {
      label: "Move",
      icon: CalendarClock,
      when: (item) => item.at != null && anyOf("reschedulePost", "scheduleMailing")(item),
      form: MoveDays,
      run: (item, words) => move(item, Number(words)),
      done: "moved",
      undo,
    },
    duplicate: {
      label: "Duplicate",
      icon: Copy,
      when: () => canWrite,
      run: duplicate,
      done: "duplicated",
      undo,
    },
    archive: {
      label: "Archive",
      icon: Archive,
      when: anyOf("archiveCreative", "archiveMailing"),
      danger: true,
      run: archive,
      done: "archived",
      undo,
    },
    cancel: {
      label: "Cancel",
      icon: Ban,
      when: (item) => item.at != null && anyOf("cancelPost", "cancelMailing")(item),
      danger: true,
      ask: (items) => ({
        title: `Cancel ${counted(items.length, "item")}?`,
        text: "They won't be published or sent. You can still read them here.",
        confirm: "Cancel items",
        dismiss: "Keep items",
      }),
      run: cancel,
      done: "canceled",
      undo,
    },
    restore: {
      label: "Restore",
      icon: ArchiveRestore,
      when: anyOf("restoreCreative", "restoreMailing", "restorePost"),
      run: restore,
      done: "restored",
    },
  } satisfies Record<string, BulkAction<CampaignItem>>;
  return actions as Record<keyof typeof actions, BulkAction<CampaignItem>>;
}
