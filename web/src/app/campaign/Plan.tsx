import { getRouteApi } from "@tanstack/react-router";
import { StrategyPanel } from "@/strategy/StrategyPanel";
import { Sections } from "@/ui/Sections";
import { Budget } from "./Budget";
import { useCampaign } from "./useCampaign";

const route = getRouteApi("/shell/campaigns/$campaignId/plan");

/** What the campaign wants, and what it may cost. */
export function Plan() {
  const campaign = useCampaign();
  const { section } = route.useSearch();
  return (
    <>
      <Sections label="Plan" sections={[{ label: "Strategy" }, { section: "budget", label: "Budget" }]} />
      {section === "budget" ? <Budget /> : <StrategyPanel campaign={campaign} />}
    </>
  );
}
