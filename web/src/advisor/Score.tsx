import { CircleCheck } from "lucide-react";
import type { Campaign } from "@/contract/types";
import { humanise } from "@/ui/format";
import classes from "./advisor.module.css";

export function Score({ value, stage }: { value: number; stage: string }) {
  return (
    <span className={classes.score} role="img" aria-label={`${value} of 100, stage ${humanise(stage)}`}>
      <span>{humanise(stage)}</span>
      <span className={classes.meter}>
        <i style={{ width: `${Math.min(100, Math.max(0, value))}%` }} data-full={value >= 100 || undefined} />
      </span>
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
  return (
    <div className={classes.allGood}>
      <CircleCheck size={18} aria-hidden />
      <div>
        <b>You're all set</b>
        <p>{allGood[campaign.phase] ?? "No open tasks."}</p>
      </div>
    </div>
  );
}
