import { Menu } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, type LinkProps } from "@tanstack/react-router";
import { useState } from "react";
import type { Dashboard, Goal, ItemResult } from "@/contract/types";
import { BarChart } from "@/ui/BarChart";
import { DataTable } from "@/ui/DataTable";
import { clock, counted, dayOf, shortDay } from "@/ui/format";
import { Chip } from "@/ui/layout";
import { Panel } from "@/ui/Page";
import { PlatformIcon } from "@/ui/PlatformIcon";
import classes from "./analytics.module.css";
import { figureOf, type Metric, type MetricKey, metricOf, metrics, shown, thinned } from "./figures";
import { paceADay } from "./goals";
import { type Period, trendsQuery } from "./queries";

interface TrendPanelProps {
  dashboard: Dashboard;
  period: Period;
  chosen: MetricKey;
  goals: Goal[];
  /** What was published and sent, and where each opens. */
  items: ItemResult[];
  placeOf: (item: ItemResult) => LinkProps | undefined;
}

/** The chosen figure day by day, with what was published and sent; unusual days are marked and explained. */
export function TrendPanel({ dashboard, period, chosen, goals, items, placeOf }: TrendPanelProps) {
  const metric = metricOf(chosen) ?? metrics[0];
  const [asTable, setAsTable] = useState(false);
  const trends = useQuery(trendsQuery(dashboard.campaignId, period));
  if (!metric) return null;
  const { trend, totals } = dashboard;
  const { timeZone } = dashboard.period;
  const known = new Map(trend.map((day) => [day.date, day.state]));
  const anomalies = (trends.data?.metrics.find((one) => one.metric === chosen)?.anomalies ?? []).filter(
    ({ date }) => known.get(date) === "complete",
  );
  const days = thinned(
    trend.map(({ date, state, figures }) => ({
      date,
      open: state === "open",
      value: state === "no_data" ? null : (figures[chosen] ?? (metric.kind === "count" ? 0 : null)),
    })),
    metric.kind,
    120,
  );
  const out = new Map<string, ItemResult[]>();
  for (const item of items) {
    const date = item.at ? dayOf(item.at, timeZone) : undefined;
    const day = days.findLast(({ date: first }) => date !== undefined && first <= date)?.date;
    if (day) out.set(day, [...(out.get(day) ?? []), item]);
  }
  const within = (from: number, to: number) => days.slice(from, to + 1).flatMap(({ date }) => out.get(date) ?? []);
  const pace = metric.kind === "count" && days.length === trend.length ? paceADay(goals, chosen) : undefined;
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
        <DayTable dashboard={dashboard} metric={metric} out={out} />
      ) : (
        <BarChart
          label={`${metric.label} from ${shortDay(trend[0]?.date ?? "")} to ${shortDay(trend.at(-1)?.date ?? "")}, ${figureOf(totals, metric)} in total`}
          bars={days.map(({ date, open, value }) => ({
            key: date,
            label: shortDay(date),
            short: shortDay(date).replace(/, \d{4}$/, ""),
            value,
            open,
            note: out
              .get(date)
              ?.map(({ title }) => title)
              .join(", "),
            flagged: anomalies.some((one) => one.date === date),
          }))}
          format={(value, short) => shown(metric.kind, value, totals.currency, short)}
          whole={metric.kind === "count"}
          target={
            pace ? { value: pace, words: `${Math.ceil(pace).toLocaleString("en")} a day reaches the goal` } : undefined
          }
          marks={
            out.size > 0 ? (from, to) => <Mark items={within(from, to)} placeOf={placeOf} zone={timeZone} /> : undefined
          }
        />
      )}
      <p className={classes.open} data-padded={asTable || undefined}>
        {sentences(dashboard).join(" ")}
      </p>
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

/** What the figures don't include, and why there is no comparison. */
export function sentences({ trend, period, previousDays, generatedAt, change }: Dashboard) {
  const open = trend.filter(({ state }) => state === "open").length;
  const missing = trend.filter(({ state }) => state === "no_data").length;
  const all: string[] = [];
  if (open > 0) all.push(`Today is still open. The figures run until ${clock(generatedAt, period.timeZone)}.`);
  if (missing > 0 && missing < trend.length) all.push(`No data for ${counted(missing, "day")}.`);
  if (Object.values(change).every((value) => value === null || value === undefined))
    all.push(
      previousDays === 0
        ? `No comparison: the campaign has no figures before ${shortDay(period.from ?? "")}.`
        : `No comparison: only ${counted(previousDays, "day")} before this period ${previousDays === 1 ? "has" : "have"} figures.`,
    );
  return all;
}

interface MarkProps {
  items: ItemResult[];
  placeOf: TrendPanelProps["placeOf"];
  zone: string;
}

/** What was published or sent on a day, one after another if it was more. */
function Mark({ items, placeOf, zone }: MarkProps) {
  const [first] = items;
  if (!first) return null;
  const name = ({ title, at }: ItemResult) =>
    `${title}${at ? `, ${shortDay(dayOf(at, zone))} ${clock(at, zone)}` : ""}`;
  const place = placeOf(first);
  if (items.length === 1 && place)
    return (
      <Link {...place} className={classes.mark} aria-label={name(first)} title={name(first)}>
        <PlatformIcon platform={first.channel} size={20} />
      </Link>
    );
  return (
    <Menu position="top">
      <Menu.Target>
        <button type="button" className={classes.mark} aria-label={`${counted(items.length, "item")} published`}>
          <PlatformIcon platform={first.channel} size={20} />
          {items.length > 1 ? <b>{items.length}</b> : null}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {items.slice(0, 12).map((item) => (
          <Menu.Item
            key={item.entity}
            leftSection={<PlatformIcon platform={item.channel} size={16} />}
            renderRoot={(props) => <Link {...(placeOf(item) ?? { to: "." })} {...props} />}
          >
            {name(item)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

interface DayTableProps {
  dashboard: Dashboard;
  metric: Metric;
  out: Map<string, ItemResult[]>;
}

function DayTable({ dashboard: { trend }, metric, out }: DayTableProps) {
  return (
    <DataTable label={`${metric.label} by day`} className={classes.days}>
      <thead>
        <tr>
          <th scope="col">Day</th>
          <th scope="col">{metric.label}</th>
          <th scope="col" data-left>
            Published and sent
          </th>
        </tr>
      </thead>
      <tbody>
        {trend.toReversed().map(({ date, state, figures }) => (
          <tr key={date}>
            <th scope="row">
              {shortDay(date)}
              {state === "open" ? " (still open)" : ""}
            </th>
            <td>{state === "no_data" ? "No data" : figureOf(figures, metric)}</td>
            <td data-left data-wrap>
              {out
                .get(date)
                ?.map(({ title }) => title)
                .join(", ")}
            </td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}
