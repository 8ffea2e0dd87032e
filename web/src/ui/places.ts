import type { LinkProps } from "@tanstack/react-router";

interface Item {
  kind: string;
  id: string;
  campaignId: string;
}

/** The page of something that a campaign sends or approves. */
export function placeOfItem({ kind, id, campaignId }: Item): LinkProps {
  switch (kind) {
    case "mailing":
      return { to: "/campaigns/$campaignId/content/mailings/$mailingId", params: { campaignId, mailingId: id } };
    case "creative":
      return { to: "/campaigns/$campaignId/content/creatives/$creativeId", params: { campaignId, creativeId: id } };
    case "strategy":
      return { to: "/campaigns/$campaignId/strategy", params: { campaignId } };
    case "budget":
      return { to: "/campaigns/$campaignId/budget", params: { campaignId } };
    default:
      return { to: "/campaigns/$campaignId/content/posts/$queueId", params: { campaignId, queueId: id } };
  }
}
