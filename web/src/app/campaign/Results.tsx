import { Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { ActivityList } from "@/activity/ActivityList";
import { CampaignFigures } from "@/analytics/CampaignFigures";
import { Goals } from "@/analytics/Goals";
import { goalsQuery } from "@/analytics/queries";
import { queryClient } from "@/contract/queries";
import { Panel } from "@/ui/Page";
import { Sections } from "@/ui/Sections";
import { Bone } from "@/ui/States";
import { LazyAddFigures } from "../LazyAddFigures";
import { Deliveries } from "./Deliveries";
import { ItemResults, placeOfResult } from "./ItemResults";
import { useCampaign } from "./useCampaign";

const route = getRouteApi("/shell/campaigns/$campaignId/results");
const sections = [
  { label: "Figures" },
  { section: "deliveries", label: "Deliveries" },
  { section: "activity", label: "Activity" },
];

export function preload({ campaignId = "" }: Record<string, string>) {
  queryClient.prefetchQuery(goalsQuery(campaignId));
}

/** What the campaign brought, what it sent, and what happened in it. */
export function Results() {
  const campaign = useCampaign();
  const { section, ...choice } = route.useSearch();
  const navigate = route.useNavigate();
  const goals = useQuery(goalsQuery(campaign.id));
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
          {goals.data ? <Goals campaign={campaign} goals={goals.data.goals} /> : <Bone height={210} />}
          <CampaignFigures
            campaign={campaign}
            choice={choice}
            goals={goals.data?.goals ?? []}
            placeOf={placeOfResult(campaign.id)}
            table={(items) => <ItemResults campaign={campaign} items={items} />}
            choose={(next) => navigate({ search: (old) => ({ ...old, ...next }), replace: true })}
          />
          <LazyAddFigures />
        </Stack>
      )}
    </>
  );
}
