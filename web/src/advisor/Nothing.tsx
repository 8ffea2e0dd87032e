import type { Campaign } from "@/contract/types";
import { AllGood } from "@/ui/States";

const allGood: Record<string, string> = {
  ready: "Launch the campaign to send scheduled items.",
  running: "Running. See what was sent and what is next.",
  paused: "Nothing is sent until you resume it.",
  done: "Everything scheduled has been sent.",
};

export function Nothing({ campaign }: { campaign: Campaign }) {
  return <AllGood title="You're all set" text={allGood[campaign.phase] ?? "No open tasks."} />;
}
