import { StrategyPanel } from "@/strategy/StrategyPanel";
import { useCampaign } from "./useCampaign";

export function Strategy() {
  return <StrategyPanel campaign={useCampaign()} />;
}
