import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { CampaignItem, ItemFilter, ItemState } from "@/contract/types";

export function itemsQuery(campaignId: string, filter: ItemFilter) {
  return queryOptions({
    queryKey: keys.campaign(campaignId, "items", filter),
    queryFn: () => take(api.GET("/api/campaigns/{id}/items", { params: { path: { id: campaignId }, query: filter } })),
    placeholderData: keepPreviousData,
  });
}

export const groupNames: Record<CampaignItem["group"], string> = {
  coming_up: "Coming up",
  unscheduled: "Drafts without a date",
  past: "Sent and past",
};

/** The columns of the board, each with the states that it holds. */
export const boardColumns: { title: string; tone: string; states: ItemState[] }[] = [
  { title: "Draft", tone: "neutral", states: ["draft"] },
  {
    title: "Needs work",
    tone: "bad",
    states: ["needs_approval", "changes_requested", "failed", "unconfirmed", "paused"],
  },
  { title: "In review", tone: "info", states: ["in_review"] },
  { title: "Scheduled", tone: "accent", states: ["scheduled", "sending", "handed_over"] },
  { title: "Sent", tone: "good", states: ["published", "sent", "captured"] },
];
