import { useQuery } from "@tanstack/react-query";
import { platformsQuery } from "@/contract/queries";
import type { PlatformState } from "@/contract/types";

export type Ability = "Publishes" | "Sends" | "Reminder" | "Figures only" | "Connect";

const adChannels = ["google_ads", "meta", "microsoft_ads", "amazon_ads", "linkedin_ads"];

/** What a channel can do, in one word; undefined for one that is not known (yet). */
export function abilityOf(channel: string, states: PlatformState[]): Ability | undefined {
  if (channel === "email") return "Sends";
  if (adChannels.includes(channel)) return "Figures only";
  const state = states.find(({ platform }) => platform === channel);
  if (!state) return undefined;
  if (state.connected || state.accounts > 0) return "Publishes";
  return state.does === "publishes" ? "Connect" : "Reminder";
}

/** What each channel can do in this workspace. */
export function useAbilities() {
  const { data } = useQuery(platformsQuery);
  return (channel: string) => abilityOf(channel, data?.items ?? []);
}

/** A person posts there: it has no account that could publish. */
export function isByHand({ connected, accounts }: PlatformState) {
  return !connected && accounts === 0;
}
