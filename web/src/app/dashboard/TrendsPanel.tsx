import { NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { shown } from "@/analytics/figures";
import type { TrendSeries } from "@/contract/types";
import { BarChart } from "@/ui/BarChart";
import { DataTable } from "@/ui/DataTable";
import { shortDay } from "@/ui/format";
import { Chip } from "@/ui/layout";
import { Panel } from "@/ui/Page";
import { BoneRows, Loaded } from "@/ui/States";
import { useAddress } from "@/ui/useAddress";
import { useChoice } from "./choice";
import classes from "./dashboard.module.css";
import { grainOf, trendsQuery } from "./queries";

const metrics = {
  clicks: ["Clicks", "count"],
  impressions: ["Impressions", "count"],
  ctr: ["Click rate", "rate"],
  conversions: ["Conversions", "count"],
  spend: ["Spend", "money"],
  revenue: ["Revenue", "money"],
  roas: ["Return on spend", "ratio"],
  tasks_done: ["Tasks done", "count"],
  campaign_progress: ["Work done", "rate"],
  approval_hours: ["Approval time in hours", "count"],
  utilization: ["Team time used", "rate"],
} as const;
type TrendMetric = keyof typeof metrics;

const ways = { increasing: "Rising", decreasing: "Falling", stable: "Steady" } as const;

/** One figure over time, of the chosen campaigns. */
export function TrendsPanel() {
  const choice = useChoice();
  const [{ metric: asked }, address] = useAddress<{ metric?: string | undefined }>();
  const [asTable, setAsTable] = useState(false);
  const metric = (asked && asked in metrics ? asked : "tasks_done") as TrendMetric;
  const trends = useQuery(trendsQuery(choice, metric));
  return (
    <Panel
      title={`${metrics[metric][0]} by ${grainOf(choice.days)}`}
      aside={
        <span className={classes.choose}>
          <NativeSelect
            size="xs"
            aria-label="Figure"
            value={metric}
            data={Object.entries(metrics).map(([value, [label]]) => ({ value, label }))}
            onChange={(event) => address({ metric: event.currentTarget.value })}
          />
          <Chip pressed={asTable} onClick={() => setAsTable(!asTable)}>
            Show table
          </Chip>
        </span>
      }
      padded={!asTable}
    >
      <Loaded query={trends} skeleton={<BoneRows count={3} height={64} />}>
        {({ series: [series] }) => (series ? <Series series={series} metric={metric} asTable={asTable} /> : null)}
      </Loaded>
    </Panel>
  );
}

function Series({ series, metric, asTable }: { series: TrendSeries; metric: TrendMetric; asTable: boolean }) {
  const [label, kind] = metrics[metric];
  const { points, currency } = series;
  if (points.every(({ value }) => value === null))
    return <p className={classes.quiet}>No data in this period. Figures appear once your sources report them.</p>;
  const words = (value: number, short?: boolean) => shown(kind, value, currency, short);
  if (asTable)
    return (
      <DataTable label={label}>
        <thead>
          <tr>
            <th scope="col">From</th>
            <th scope="col">{label}</th>
          </tr>
        </thead>
        <tbody>
          {points.toReversed().map(({ date, value, open }) => (
            <tr key={date}>
              <th scope="row">
                {shortDay(date)}
                {open ? " (not complete)" : ""}
              </th>
              <td>{value === null ? "No data" : words(value)}</td>
            </tr>
          ))}
        </tbody>
      </DataTable>
    );
  return (
    <>
      <BarChart
        label={label}
        height={200}
        bars={points.map(({ date, value, open }) => ({
          key: date,
          label: shortDay(date),
          short: shortDay(date).replace(/, \d{4}$/, ""),
          value,
          open,
          flagged: series.anomalies.some((one) => one.date === date),
        }))}
        format={words}
        whole={kind === "count"}
      />
      <p className={classes.quiet}>{said(series)}</p>
    </>
  );
}

/** Where it goes; nothing is said of fewer than two complete points. */
function said({ trend, change, anomalies }: TrendSeries) {
  if (!trend) return "Too few complete days for a trend.";
  const percent = change === null ? null : Math.round(change * 100);
  const moved =
    percent === null || percent === 0
      ? ""
      : ` The later half is ${Math.abs(percent)}% ${percent > 0 ? "above" : "below"} the earlier one.`;
  const odd = anomalies.length > 0 ? " Unusual days are marked." : "";
  return `${ways[trend]}.${moved}${odd}`;
}
