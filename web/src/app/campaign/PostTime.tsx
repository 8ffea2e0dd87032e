import { MovePost } from "@/social/MovePost";
import type { TimeProps } from "../kinds";

export function PostTime({ item, zone, close }: TimeProps) {
  const { id, campaignId, title, at, timeZone = zone } = item;
  return <MovePost post={{ queueId: id, campaignId, title, scheduledFor: at, timeZone }} opened close={close} />;
}
