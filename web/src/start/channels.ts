import type { NewFirstCampaign, PlatformState } from "@/contract/types";
import { platformName } from "@/ui/platforms";

export type StartChannel = NewFirstCampaign["channels"][number];

/** The channels of the start, the usual ones first. */
export const startChannels: StartChannel[] = [
  "newsroom",
  "linkedin",
  "email",
  "instagram",
  "facebook",
  "bluesky",
  "twitter",
  "threads",
  "mastodon",
];
export const usualChannels: StartChannel[] = ["newsroom", "linkedin", "email", "instagram", "facebook"];

interface Ability {
  label: string;
  tone: "good" | "warn";
}

/** What Fanfare does for a channel, in one word. */
export function abilityOf(channel: StartChannel, platforms: PlatformState[] | undefined): Ability {
  if (channel === "newsroom") return { label: "Publishes", tone: "good" };
  if (channel === "email") return { label: "Sends", tone: "good" };
  // What Fanfare can't publish itself, it reminds a person of, with text and pictures ready.
  return platforms?.find(({ platform }) => platform === channel)?.connected
    ? { label: "Publishes", tone: "good" }
    : { label: "Reminder", tone: "warn" };
}

/** "LinkedIn post". */
export function itemName(channel: StartChannel) {
  if (channel === "email") return "E-mail";
  return channel === "newsroom" ? "Newsroom post" : `${platformName(channel)} post`;
}
