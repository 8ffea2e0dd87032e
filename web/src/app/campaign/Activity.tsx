import { ActivityList } from "@/activity/ActivityList";
import { Panel } from "@/ui/Page";
import { useCampaignId } from "./useCampaign";

export function Activity() {
  return (
    <Panel padded={false}>
      <ActivityList campaignId={useCampaignId()} />
    </Panel>
  );
}
