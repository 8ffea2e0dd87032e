import { useAddress } from "@/ui/useAddress";
import { usualDays } from "./queries";

/** Which campaigns the dashboard is about, by the names these filters have in REST. */
export interface CampaignChoice {
  type?: string | undefined;
  channel?: string | undefined;
  owner?: string | undefined;
  brandId?: string | undefined;
}

/** The period and the campaigns that the dashboard shows; its address keeps them. */
export interface Choice extends CampaignChoice {
  days: number;
}

export function useChoice(): Choice {
  const [{ days = usualDays, type, channel, owner, brandId }] = useAddress<Partial<Choice>>();
  return { days, ...set({ type, channel, owner, brandId }) };
}

/** The campaigns of a choice, without what is not chosen. */
export function campaignsOf({ type, channel, owner, brandId }: CampaignChoice) {
  return set({ type, channel, owner, brandId });
}

function set(choice: CampaignChoice) {
  return Object.fromEntries(Object.entries(choice).filter(([, value]) => value)) as CampaignChoice;
}
