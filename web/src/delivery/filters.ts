import type { Campaign, PlatformState } from "@/contract/types";
import type { Filter } from "@/ui/Filters";
import { humanise } from "@/ui/format";
import { platformName } from "@/ui/platforms";

/** What the states of the ledger mean for people. */
const names: Partial<Record<string, string>> = {
  accepted: "Sent",
  confirmed: "Delivered",
  excluded: "Skipped",
  submitted: "Sending",
};

export const stateName = (state: string) => names[state] ?? humanise(state);

export const views = [{ label: "Posts and e-mails" }, { value: "messages", label: "Every message" }];

/** E-mail of both kinds, and every platform that posts can go out on. */
export function channelFilter(platforms: PlatformState[], letters: string[]): Filter {
  const published = platforms.filter(({ connectable, connected }) => connectable || connected);
  return {
    kind: "select",
    key: "channel",
    label: "Channel",
    all: "Channel",
    width: 150,
    options: [
      ...letters.map((value) => ({ value, label: platformName(value) })),
      ...published.map(({ platform, name }) => ({ value: platform as string, label: name })),
    ],
  };
}

export function campaignFilter(campaigns: Pick<Campaign, "id" | "name">[]): Filter {
  return {
    kind: "select",
    key: "campaignId",
    label: "Campaign",
    all: "Campaign",
    width: 200,
    options: campaigns.map(({ id, name }) => ({ value: id, label: name })),
  };
}
