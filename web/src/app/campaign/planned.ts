import type { CalendarItem, Campaign, Mailing, Post } from "@/contract/types";

/** Posts and mailings of a campaign as what they have in common: something with a time. */
export function plannedItems(campaign: Campaign, posts: Post[], mailings: Mailing[]): CalendarItem[] {
  const shared = { campaignId: campaign.id, campaignName: campaign.name };
  const ofPosts = posts.flatMap((post): CalendarItem[] =>
    post.scheduledFor
      ? [
          {
            ...shared,
            kind: "post",
            id: post.queueId,
            title: post.title || post.text.slice(0, 80),
            platform: post.platform,
            at: post.scheduledFor,
            timeZone: post.timeZone,
            status: post.status,
            can: post.can,
          },
        ]
      : [],
  );
  const ofMailings = mailings.flatMap((mailing): CalendarItem[] =>
    mailing.scheduledFor
      ? [
          {
            ...shared,
            kind: "mailing",
            id: mailing.id,
            title: mailing.name || mailing.subject,
            platform: "email",
            at: mailing.scheduledFor,
            timeZone: mailing.timeZone ?? campaign.timeZone,
            status: mailing.status,
            can: mailing.can,
          },
        ]
      : [],
  );
  return [...ofPosts, ...ofMailings].sort((a, b) => a.at.localeCompare(b.at));
}
