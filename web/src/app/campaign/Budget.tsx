import { getRouteApi } from "@tanstack/react-router";
import { BudgetPanel } from "@/campaign/BudgetPanel";
import { useCampaign } from "./useCampaign";

const route = getRouteApi("/shell/campaigns/$campaignId/budget");

export function Budget() {
  const { edit } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <BudgetPanel
      campaign={useCampaign()}
      editing={edit ?? false}
      edit={(editing) => navigate({ search: editing ? { edit: true } : {}, replace: !editing })}
    />
  );
}
