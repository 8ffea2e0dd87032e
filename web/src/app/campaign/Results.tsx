import { Stack } from "@mantine/core";
import { getRouteApi } from "@tanstack/react-router";
import { ActivityList } from "@/activity/ActivityList";
import { CampaignFigures } from "@/analytics/CampaignFigures";
import { GoalsOf } from "@/analytics/Goals";
import { Panel } from "@/ui/Page";
import { Sections } from "@/ui/Sections";
import { Deliveries } from "./Deliveries";
import { useCampaign } from "./useCampaign";

const route = getRouteApi("/shell/campaigns/$campaignId/results");
const sections = [
  { label: "Figures" },
  { section: "deliveries", label: "Deliveries" },
  { section: "activity", label: "Activity" },
];

/** What the campaign brought, what it sent, and what happened in it. */
export function Results() {
  const campaign = useCampaign();
  const { section, ...choice } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <>
      <Sections label="Results" sections={sections} />
      {section === "deliveries" ? (
        <Deliveries />
      ) : section === "activity" ? (
        <Panel padded={false}>
          <ActivityList campaignId={campaign.id} />
        </Panel>
      ) : (
        <Stack gap="md">
          <GoalsOf campaign={campaign} />
          <CampaignFigures
            campaign={campaign}
            choice={choice}
            choose={(next) => navigate({ search: (old) => ({ ...old, ...next }), replace: true })}
          />
        </Stack>
      )}
    </>
  );
}
