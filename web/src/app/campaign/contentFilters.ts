import { type Campaign, type CampaignItem, itemStates, type Member } from "@/contract/types";
import type { Filter } from "@/ui/Filters";
import { humanise } from "@/ui/format";
import { platformName } from "@/ui/platforms";

/** By state, with how many there are in each; by words, channel and owner. */
export function contentFilters(
  campaign: Campaign,
  counts: Partial<Record<string, number>>,
  state: CampaignItem["state"] | undefined,
  members: Member[],
): Filter[] {
  const states = itemStates.filter((known) => counts[known] || known === state);
  const total = Object.values(counts).reduce((sum: number, count) => sum + (count ?? 0), 0);
  const channels = [...new Set(["newsroom", "email", ...campaign.channels])];
  return [
    {
      kind: "chips",
      key: "state",
      label: "State",
      all: total > 0 ? `All ${total.toLocaleString("en")}` : "All",
      options: states.map((value) => ({
        value,
        label: `${humanise(value)} ${(counts[value] ?? 0).toLocaleString("en")}`,
      })),
    },
    { kind: "search", key: "q", label: "Filter content", width: 180, shortcut: true },
    {
      kind: "select",
      key: "channel",
      label: "Channel",
      all: "Channel",
      width: 130,
      options: channels.map((value) => ({ value, label: platformName(value) })),
    },
    {
      kind: "select",
      key: "owner",
      label: "Owner",
      all: "Owner",
      width: 130,
      options: members.map(({ id, name }) => ({ value: id, label: name })),
    },
    { kind: "archived", key: "archived" },
  ];
}
