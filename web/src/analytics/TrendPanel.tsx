import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import type { Dashboard } from "@/contract/types";
import { DataTable } from "@/ui/DataTable";
import { dayOf, shortDay } from "@/ui/format";
import { Chip } from "@/ui/layout";
import { Panel } from "@/ui/Page";
import { Bone } from "@/ui/States";
import classes from "./analytics.module.css";
import { figureOf, type MetricKey, metricOf, metrics, shown, thinned } from "./figures";
import { type Period, trendsQuery } from "./queries";

const TrendChart = lazy(() => import("./TrendChart").then((m) => ({ default: m.TrendChart })));

interface TrendPanelProps {
  dashboard: Dashboard;
  period: Period;
  chosen: MetricKey;
}

/** The chosen figure day by day; unusual days are marked and explained. */
export function TrendPanel({ dashboard, period, chosen }: TrendPanelProps) {
  const metric = metricOf(chosen) ?? metrics[0];
  const [asTable, setAsTable] = useState(false);
  const trends = useQuery(trendsQuery(dashboard.campaignId, period));
  if (!metric) return null;
  const { trend, totals } = dashboard;
  // A day that is not over yet has not fallen behind.
  const days = new Set(
    trend.map(({ date }) => date).filter((date) => date < dayOf(new Date(), dashboard.period.timeZone)),
  );
  const anomalies = (trends.data?.metrics.find((one) => one.metric === chosen)?.anomalies ?? []).filter(({ date }) =>
    days.has(date),
  );
  const open = trend.some(({ date }) => !days.has(date));
  const points = thinned(
    trend.map(({ date, figures }) => ({ date, value: days.has(date) ? (figures[chosen] ?? null) : null })),
    metric.kind,
  );
  return (
    <Panel
      title={`${metric.label} by day`}
      aside={
        <Chip pressed={asTable} onClick={() => setAsTable(!asTable)}>
          Show table
        </Chip>
      }
      padded={!asTable}
    >
      {asTable ? (
        <DataTable label={`${metric.label} by day`} className={classes.days}>
          <thead>
            <tr>
              <th scope="col">Day</th>
              <th scope="col">{metric.label}</th>
            </tr>
          </thead>
          <tbody>
            {trend.toReversed().map(({ date, figures }) => (
              <tr key={date}>
                <th scope="row">{shortDay(date)}</th>
                <td>{figureOf(figures, metric)}</td>
              </tr>
            ))}
          </tbody>
        </DataTable>
      ) : (
        <figure
          className={classes.chart}
          aria-label={`${metric.label} from ${shortDay(trend[0]?.date ?? "")} to ${shortDay(trend.at(-1)?.date ?? "")}, ${figureOf(totals, metric)} in total`}
        >
          <Suspense fallback={<Bone height={260} />}>
            <TrendChart
              points={points}
              anomalies={anomalies}
              label={metric.label}
              kind={metric.kind}
              currency={totals.currency}
            />
          </Suspense>
        </figure>
      )}
      {open && !asTable ? <p className={classes.open}>Today isn't complete yet, so the line ends yesterday.</p> : null}
      {anomalies.length > 0 ? (
        <ul className={classes.anomalies} data-padded={asTable || undefined}>
          {anomalies.slice(0, 4).map(({ date, value, expected }) => (
            <li key={date}>
              <i aria-hidden />
              {shortDay(date)}: {shown(metric.kind, value, totals.currency)}, expected about{" "}
              {shown(metric.kind, metric.kind === "count" ? Math.round(expected) : expected, totals.currency)}
            </li>
          ))}
        </ul>
      ) : null}
    </Panel>
  );
}
