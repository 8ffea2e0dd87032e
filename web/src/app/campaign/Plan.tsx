import { getRouteApi } from "@tanstack/react-router";
import { LinkTagsPanel } from "@/campaign/LinkTagsForm";
import { queryClient } from "@/contract/queries";
import { strategiesQuery } from "@/strategy/queries";
import { StrategyPanel } from "@/strategy/StrategyPanel";
import { Sections } from "@/ui/Sections";
import { Budget } from "./Budget";
import { useCampaign } from "./useCampaign";

const route = getRouteApi("/shell/campaigns/$campaignId/plan");

export function preload({ campaignId = "" }: Record<string, string>) {
  queryClient.prefetchQuery(strategiesQuery(campaignId));
}

/** What the campaign wants, and what it may cost. */
export function Plan() {
  const campaign = useCampaign();
  const { section } = route.useSearch();
  return (
    <>
      <Sections
        label="Plan"
        sections={[
          { label: "Strategy" },
          { section: "budget", label: "Budget" },
          { section: "links", label: "Link tags" },
        ]}
      />
      {section === "budget" ? (
        <Budget />
      ) : section === "links" ? (
        <LinkTagsPanel campaign={campaign} />
      ) : (
        <StrategyPanel campaign={campaign} />
      )}
    </>
  );
}
