import type { Campaign } from "@/contract/types";
import { Bar } from "@/ui/Bar";
import { humanise } from "@/ui/format";
import { AllGood } from "@/ui/States";
import classes from "./advisor.module.css";

export function Score({ value, stage }: { value: number; stage: string }) {
  return (
    <span className={classes.score} role="img" aria-label={`${value} of 100, stage ${humanise(stage)}`}>
      <span>{humanise(stage)}</span>
      <Bar share={value / 100} tone={value >= 100 ? "good" : undefined} width={64} />
      <b>{value}</b>
    </span>
  );
}

const allGood: Record<string, string> = {
  ready: "Launch the campaign to send scheduled items.",
  running: "Running. See what was sent and what is next.",
  paused: "Nothing is sent until you resume it.",
  done: "Everything scheduled has been sent.",
};

export function Nothing({ campaign }: { campaign: Campaign }) {
  return <AllGood title="You're all set" text={allGood[campaign.phase] ?? "No open tasks."} />;
}
