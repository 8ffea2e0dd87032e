import { getRouteApi } from "@tanstack/react-router";
import { useCallback } from "react";
import { BudgetPlan } from "@/campaign/BudgetPlan";
import { useCampaign } from "./useCampaign";

const route = getRouteApi("/shell/campaigns/$campaignId/budget");

export function Budget() {
  const { edit } = route.useSearch();
  const navigate = route.useNavigate();
  const show = useCallback(
    (editing: boolean) => navigate({ search: editing ? { edit: true } : {}, replace: !editing }),
    [navigate],
  );
  return <BudgetPlan campaign={useCampaign()} editing={edit ?? false} edit={show} />;
}
