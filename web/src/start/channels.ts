import type { NewFirstCampaign, PlatformState } from "@/contract/types";

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
  tone: "good" | "warn" | "neutral";
}

/** What Fanfare does for a channel, in one word. */
export function abilityOf(channel: StartChannel, platforms: PlatformState[] | undefined): Ability {
  if (channel === "newsroom") return { label: "Publishes", tone: "good" };
  if (channel === "email") return { label: "Sends", tone: "good" };
  const state = platforms?.find(({ platform }) => platform === channel);
  if (state?.connected) return { label: "Publishes", tone: "good" };
  return state?.does === "reminder" ? { label: "Reminder", tone: "warn" } : { label: "Draft only", tone: "neutral" };
}
