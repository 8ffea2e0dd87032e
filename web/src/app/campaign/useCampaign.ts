import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { campaignQuery } from "@/contract/queries";

const route = getRouteApi("/shell/campaigns/$campaignId");

export function useCampaignId() {
  return route.useParams().campaignId;
}

/** The campaign of the page; its frame has loaded it before any tab shows. */
export function useCampaign() {
  const { data } = useQuery(campaignQuery(useCampaignId()));
  if (!data) throw new Error("useCampaign is for the tabs of a campaign's page");
  return data;
}
