import { CalendarX } from "lucide-react";
import { api, take } from "@/contract/api";
import type { Campaign, CampaignItem } from "@/contract/types";
import type { BulkAction } from "@/ui/BulkBar";
import { bulkActions } from "./itemBulk";

/** An e-mail without its time is a draft again; a post always has one. */
const unschedule: BulkAction<CampaignItem> = {
  label: "Remove time",
  icon: CalendarX,
  when: ({ can }) => can.includes("unscheduleMailing"),
  run: async ({ id, localTime, timeZone }) => {
    await take(api.POST("/api/email/{id}/unschedule", { params: { path: { id } } }));
    return () =>
      take(
        api.POST("/api/email/{id}/schedule", {
          params: { path: { id } },
          body: { localTime: (localTime ?? "").slice(0, 16), timeZone: timeZone ?? "UTC" },
        }),
      );
  },
  done: "without a time",
  undo: (made) => (made as () => Promise<unknown>)(),
};

/** What it means to drag an item into a column of the board; undefined where it means nothing. */
export function boardMoves(campaign: Campaign) {
  const { review, schedule } = bulkActions(campaign.id, campaign.can.includes("schedulePost"));
  const byLane: Record<string, BulkAction<CampaignItem>> = {
    Draft: unschedule,
    "In review": review,
    Scheduled: schedule,
  };
  return (item: CampaignItem, lane: string) => (byLane[lane]?.when(item) ? byLane[lane] : undefined);
}
