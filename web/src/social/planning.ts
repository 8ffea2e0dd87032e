import { api, take } from "@/contract/api";
import type { Campaign, Creative, Platform, Post } from "@/contract/types";
import type { Planned } from "@/ui/PlanTime";
import { described, type postValues } from "./PostFields";

interface Draft {
  campaign: Campaign;
  values: ReturnType<typeof postValues>;
  /** The creative it began with. */
  from: Creative | undefined;
  titled: boolean;
  platforms: Platform[];
  /** The account of each platform that has more than one. */
  accounts: Record<string, string>;
  /** A time for all of them, or each at its best. */
  when: Planned | "best";
}

/** Schedules one post for each platform. */
export async function schedulePosts(draft: Draft): Promise<Post[]> {
  const { platforms, accounts, when } = draft;
  const words = wordsOf(draft);
  const account = (platform: Platform) => (accounts[platform] ? { accountId: accounts[platform] } : {});
  const [only] = platforms;
  if (platforms.length === 1 && only) {
    const time = when === "best" ? { scheduledFor: "optimal" } : when;
    return [
      await take(api.POST("/api/social/schedule", { body: { ...words, ...time, platform: only, ...account(only) } })),
    ];
  }
  if (when === "best")
    return (await take(api.POST("/api/social/schedule-multi-platform", { body: { ...words, platforms, accounts } })))
      .items;
  const posts = platforms.map((platform) => ({ ...words, ...when, platform, ...account(platform) }));
  return (await take(api.POST("/api/social/queue/batch", { body: { posts } }))).items;
}

/** Without pictures of its own a post shows those of its creative; if they were removed here, it shows none. */
function wordsOf({ campaign, values, from, titled }: Draft) {
  const { title, link, text, assetIds, altTexts } = values;
  const follows = from && (assetIds.length > 0 || from.assets.length === 0);
  return {
    campaignId: campaign.id,
    ...(follows ? { creativeId: from.id } : {}),
    ...(follows && text === from.text ? {} : { text }),
    ...(follows && String(assetIds) === String(shownBy(from)) ? {} : { assetIds }),
    ...(titled && title ? { title } : {}),
    ...(link ? { link } : {}),
    ...(assetIds.length > 0 ? { altTexts: described({ assetIds, altTexts }) } : {}),
  };
}

/** What a creative shows, in its own order. */
export function shownBy(creative?: Creative) {
  return creative?.assets.map(({ assetId }) => assetId) ?? [];
}
