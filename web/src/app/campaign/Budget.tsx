import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useCallback } from "react";
import { dashboardQuery } from "@/analytics/queries";
import { BudgetPlan } from "@/campaign/BudgetPlan";
import type { Spend } from "@/campaign/BudgetTable";
import { may } from "@/contract/permissions";
import { useMe } from "@/contract/queries";
import { useCampaign } from "./useCampaign";

const route = getRouteApi("/shell/campaigns/$campaignId/plan");

export function Budget() {
  const { edit } = route.useSearch();
  const navigate = route.useNavigate();
  const show = useCallback(
    (editing: boolean) =>
      navigate({ search: { section: "budget", ...(editing ? { edit: true } : {}) }, replace: !editing }),
    [navigate],
  );
  const campaign = useCampaign();
  const figures = useQuery({ ...dashboardQuery(campaign.id), enabled: may(useMe(), "metric.read") });
  const spent = figures.data?.budget;
  const spend: Spend | undefined =
    spent && spent.spent > 0
      ? {
          currency: spent.currency,
          channels: Object.fromEntries(spent.channels.map(({ channel, spent: amount }) => [channel, amount])),
        }
      : undefined;
  return <BudgetPlan campaign={campaign} spend={spend} editing={edit ?? false} edit={show} />;
}
