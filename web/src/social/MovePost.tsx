import { keys } from "@/contract/keys";
import type { Post } from "@/contract/types";
import { wallTime } from "@/ui/format";
import { PlanModal } from "@/ui/PlanModal";
import { reschedulePost } from "./actions";

interface MovePostProps {
  post: Pick<Post, "queueId" | "campaignId" | "title" | "timeZone"> & Partial<Pick<Post, "scheduledFor">>;
  opened: boolean;
  close: () => void;
}

export function MovePost({ post, opened, close }: MovePostProps) {
  return (
    <PlanModal
      opened={opened}
      close={close}
      title={`Reschedule “${post.title || "this post"}”`}
      at={post.scheduledFor}
      zone={post.timeZone}
      label="Reschedule"
      revert={async () =>
        post.scheduledFor &&
        reschedulePost(post.queueId, {
          localTime: wallTime(post.scheduledFor, post.timeZone),
          timeZone: post.timeZone,
        })
      }
      run={(planned) => reschedulePost(post.queueId, planned)}
      stale={[keys.campaign(post.campaignId), keys.calendar, keys.deliveries]}
    />
  );
}
