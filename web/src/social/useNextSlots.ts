import { useQueries } from "@tanstack/react-query";
import type { Platform } from "@/contract/types";
import { nextSlotQuery } from "./queries";

export type NextSlots = ReturnType<typeof useNextSlots>;

/** The next free posting slot of each platform within a campaign, once it is asked for. */
export function useNextSlots(campaignId: string, platforms: Platform[], enabled: boolean) {
  return useQueries({
    queries: platforms.map((platform) => ({ ...nextSlotQuery(campaignId, platform), enabled, retry: false })),
    combine: (results) => ({
      pending: results.some(({ isLoading }) => isLoading),
      complete: results.every(({ data }) => data),
      at: (platform: Platform) => results[platforms.indexOf(platform)]?.data,
    }),
  });
}
