import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { Post } from "@/contract/types";
import { PlanModal } from "@/ui/PlanModal";

export function MovePost({ post, opened, close }: { post: Post; opened: boolean; close: () => void }) {
  return (
    <PlanModal
      opened={opened}
      close={close}
      title={`Reschedule “${post.title || "this post"}”`}
      at={post.scheduledFor}
      zone={post.timeZone}
      label="Reschedule"
      run={(body) =>
        take(api.PATCH("/api/social/{queueId}/reschedule", { params: { path: { queueId: post.queueId } }, body }))
      }
      stale={[keys.campaign(post.campaignId), keys.calendar, keys.deliveries]}
    />
  );
}
