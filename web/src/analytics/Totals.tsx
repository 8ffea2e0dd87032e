import { ArrowDownRight, ArrowRight, ArrowUpRight } from "lucide-react";
import type { Dashboard } from "@/contract/types";
import classes from "./analytics.module.css";
import { basisOf, changeOf, figureOf, isMissing, type MetricKey, metricOf, metrics, present } from "./figures";

interface TotalsProps {
  dashboard: Dashboard;
  chosen: MetricKey;
  choose: (metric: MetricKey) => void;
}

const arrows = { "+": ArrowUpRight, "−": ArrowDownRight, "±": ArrowRight };

/** The sums of the period; each chooses what the chart shows. */
export function Totals({ dashboard, chosen, choose }: TotalsProps) {
  const { totals, previous, change, trend } = dashboard;
  const days = trend.filter(({ state }) => state === "complete");
  const compared = metrics.some(({ key }) => change[key] !== null && change[key] !== undefined);
  const there = present([totals, previous]);
  const cards = (
    there.length >= 4 ? there : metrics.filter((one) => there.includes(one) || basic.includes(one.key))
  ).slice(0, 8);
  return (
    <div className={classes.totals}>
      {cards.map((metric) => {
        const basis = basisOf(totals, metric);
        const moved = changeOf(change[metric.key], metric);
        const Arrow = moved ? (arrows[moved.text.charAt(0) as keyof typeof arrows] ?? ArrowRight) : ArrowRight;
        return (
          <button
            key={metric.key}
            type="button"
            className={classes.total}
            aria-pressed={metric.key === chosen}
            onClick={() => choose(metric.key)}
          >
            <span className={classes.totalName} title={basis?.long}>
              {metric.label}
              {basis ? ` (${basis.short})` : ""}
            </span>
            {isMissing(totals, metric) ? (
              <b data-none>No data</b>
            ) : (
              <b title={figureOf(totals, metric)}>{figureOf(totals, metric, true)}</b>
            )}
            {compared ? (
              <span className={classes.change} data-tone={moved?.tone ?? "neutral"}>
                {moved ? (
                  <>
                    <Arrow size={13} aria-hidden /> {moved.text}
                  </>
                ) : (
                  "No comparison"
                )}
              </span>
            ) : null}
            <Spark values={known(days, metric)} />
          </button>
        );
      })}
    </div>
  );
}

const basic: MetricKey[] = ["impressions", "clicks", "ctr", "conversions"];

export function asMetric(key: string | undefined, dashboard: Dashboard): MetricKey {
  return metricOf(key)?.key ?? present([dashboard.totals])[0]?.key ?? "impressions";
}

/** A day without figures has no rate and no ratio; a count of it is 0. */
function known(days: Dashboard["trend"], { key, kind }: (typeof metrics)[number]) {
  const values = days.map(({ figures }) => figures[key]);
  return kind === "rate" || kind === "ratio"
    ? values.filter((value): value is number => typeof value === "number")
    : values.map((value) => value ?? 0);
}

/** The shape of the period, without axes. */
export function Spark({ values }: { values: number[] }) {
  const most = Math.max(...values, 0);
  if (most <= 0 || values.length < 2) return <span className={classes.spark} />;
  const size = Math.ceil(values.length / 48);
  const points = Array.from({ length: Math.ceil(values.length / size) }, (_, at) =>
    values.slice(at * size, at * size + size).reduce((sum, value) => sum + value, 0),
  );
  const top = Math.max(...points);
  const line = points
    .map(
      (value, at) =>
        `${((at / Math.max(1, points.length - 1)) * 72).toFixed(1)},${(22 - (value / top) * 20).toFixed(1)}`,
    )
    .join(" ");
  return (
    <svg className={classes.spark} viewBox="0 0 72 24" preserveAspectRatio="none" aria-hidden>
      <polyline points={line} fill="none" stroke="currentColor" strokeWidth="1.5" vectorEffect="non-scaling-stroke" />
    </svg>
  );
}
