import type { Figures } from "@/contract/types";
import { Panel } from "@/ui/Page";
import classes from "./analytics.module.css";
import { type MetricKey, metricOf } from "./figures";

const roads: MetricKey[][] = [
  ["sent", "delivered", "opens", "clicks", "conversions"],
  ["impressions", "clicks", "conversions"],
];

/** How many went on at each step; only where at least three steps are known, and none is larger than the one before. */
export function Funnel({ totals }: { totals: Figures }) {
  const road = roads
    .map((steps) => steps.filter((step) => (totals[step] ?? 0) > 0))
    .find(
      (steps) =>
        steps.length >= 3 && steps.every((step, at) => at === 0 || num(totals, step) <= num(totals, steps[at - 1])),
    );
  if (!road) return null;
  const first = num(totals, road[0]);
  return (
    <Panel title="Funnel">
      <ol className={classes.funnel}>
        {road.map((step, at) => {
          const value = num(totals, step);
          return (
            <li key={step}>
              <div>
                <span>{metricOf(step)?.label}</span>
                <span>
                  <b>{value.toLocaleString("en")}</b>
                  {at === 0 ? "" : ` · ${rate(value / num(totals, road[at - 1]))} continued`}
                </span>
              </div>
              <span className={classes.funnelBar}>
                <i style={{ width: `${Math.max(0.5, (value / first) * 100)}%` }} />
              </span>
            </li>
          );
        })}
      </ol>
    </Panel>
  );
}

function num(figures: Figures, key: MetricKey | undefined) {
  return (key && figures[key]) || 0;
}

function rate(share: number) {
  return `${(share * 100).toLocaleString("en", { maximumFractionDigits: 1 })}%`;
}
