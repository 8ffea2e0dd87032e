import { getRouteApi } from "@tanstack/react-router";
import { CampaignFigures } from "@/analytics/CampaignFigures";
import { useCampaign } from "./useCampaign";

const route = getRouteApi("/shell/campaigns/$campaignId/analytics");

export function Analytics() {
  const choice = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <CampaignFigures
      campaign={useCampaign()}
      choice={choice}
      choose={(next) => navigate({ search: (old) => ({ ...old, ...next }), replace: true })}
    />
  );
}
