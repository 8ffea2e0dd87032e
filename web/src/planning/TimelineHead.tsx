import type { Timeline, TimelineForecast } from "@/contract/types";
import { weekdayDay } from "@/ui/format";
import { Tag, type Tone } from "@/ui/status";
import classes from "./planning.module.css";

const states: Record<Timeline["state"], [string, Tone]> = {
  on_track: ["On track", "good"],
  at_risk: ["At risk", "warn"],
  late: ["Late", "bad"],
  done: ["Done", "good"],
};

/** When everything will be ready, and how sure that is. */
export function TimelineHead({ plan, forecast }: { plan: Timeline; forecast: TimelineForecast | undefined }) {
  const [word, tone] = states[plan.state];
  return (
    <div className={classes.finish}>
      <p>
        <Tag tone={tone}>{word}</Tag>
        <span>
          {plan.state === "done"
            ? `Finished ${weekdayDay(plan.projectedFinish)}`
            : `Expected to finish ${weekdayDay(plan.projectedFinish)}, target ${weekdayDay(plan.target)}`}
        </span>
      </p>
      <p>{plan.state === "done" ? null : forecast ? forecastWords(forecast) : bufferWords(plan)}</p>
    </div>
  );
}

function bufferWords({ bufferDays, bufferUsed }: Timeline) {
  if (bufferDays === 0) return "No buffer before the target.";
  return `${Math.round(Math.min(1, bufferUsed) * 100)}% of the ${bufferDays}-day buffer used.`;
}

/** `80% likely by Dec 14, 50% by Dec 10. 92% likely to be on time.` */
export function forecastWords({ p50, p80, p90, onTime, why }: TimelineForecast) {
  if (!p50 || !p80 || !p90)
    return why ? `No forecast yet: ${why.charAt(0).toLowerCase()}${why.slice(1)}` : "No forecast yet.";
  const likely = `80% likely by ${weekdayDay(p80)}, 50% by ${weekdayDay(p50)}, 90% by ${weekdayDay(p90)}.`;
  return onTime === null ? likely : `${likely} ${Math.round(onTime * 100)}% likely to make the target.`;
}
