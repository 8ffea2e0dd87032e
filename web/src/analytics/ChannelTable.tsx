import { Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { ArrowDown } from "lucide-react";
import { useState } from "react";
import type { ComparedBy, Dashboard, Figures } from "@/contract/types";
import { DataTable } from "@/ui/DataTable";
import { RowList } from "@/ui/List";
import { Panel } from "@/ui/Page";
import { PlatformIcon } from "@/ui/PlatformIcon";
import { platformName } from "@/ui/platforms";
import { Row } from "@/ui/Row";
import { BoneRows, Loaded } from "@/ui/States";
import classes from "./analytics.module.css";
import { basisOf, figureOf, isMissing, type Metric, type MetricKey, metricOf, present, shown } from "./figures";
import { comparisonQuery } from "./queries";

/** What each channel brought, sorted by any column. */
export function ChannelTable({ dashboard }: { dashboard: Dashboard }) {
  const { channels, totals } = dashboard;
  const columns = present(channels.map(({ figures }) => figures)).slice(0, 7);
  const [by, setBy] = useState<MetricKey>();
  const sorted = by ? channels.toSorted((a, b) => (b.figures[by] ?? -1) - (a.figures[by] ?? -1)) : channels;
  return (
    <Panel title="By channel" padded={false}>
      <DataTable label="Figures by channel">
        <thead>
          <tr>
            <th scope="col">Channel</th>
            {columns.map(({ key, label }) => (
              <th key={key} scope="col" aria-sort={by === key ? "descending" : undefined}>
                <button type="button" className={classes.sort} onClick={() => setBy(by === key ? undefined : key)}>
                  {label}
                  {by === key ? <ArrowDown size={12} aria-hidden /> : null}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sorted.map(({ channel, figures }) => (
            <tr key={channel}>
              <th scope="row">
                <PlatformIcon platform={channel} />
                {platformName(channel)}
              </th>
              {columns.map((metric) => (
                <td key={metric.key} title={basisOf(figures, metric)?.long}>
                  {isMissing(figures, metric) ? (
                    <span className={classes.none}>No data</span>
                  ) : (
                    figureOf(figures, metric)
                  )}
                  <Basis {...{ figures, metric }} />
                  {metric.kind === "count" && totals[metric.key] ? (
                    <span className={classes.part} aria-hidden>
                      <i
                        style={{
                          width: `${Math.min(100, ((figures[metric.key] ?? 0) / (totals[metric.key] ?? 1)) * 100)}%`,
                        }}
                      />
                    </span>
                  ) : null}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </DataTable>
    </Panel>
  );
}

function Basis({ figures, metric }: { figures: Figures; metric: Metric }) {
  const basis = basisOf(figures, metric);
  return basis ? <small className={classes.basis}>{basis.short}</small> : null;
}

const measures: { value: ComparedBy; label: string; metric: MetricKey }[] = [
  { value: "roas", label: "return on spend", metric: "roas" },
  { value: "cost_per_conversion", label: "cost per conversion", metric: "costPerConversion" },
  { value: "conversion_rate", label: "conversion rate", metric: "conversionRate" },
  { value: "ctr", label: "click rate", metric: "ctr" },
  { value: "clicks", label: "clicks", metric: "clicks" },
  { value: "impressions", label: "impressions", metric: "impressions" },
];

interface ComparisonProps {
  campaignId: string;
  by: string | undefined;
  choose: (by: ComparedBy) => void;
}

/** Channels ranked by one measure, each with the reason. */
export function Comparison({ campaignId, by, choose }: ComparisonProps) {
  const measure = measures.find(({ value }) => value === by) ?? measures[3] ?? { value: "ctr", metric: "ctr" };
  const comparison = useQuery(comparisonQuery(campaignId, measure.value));
  const kind = metricOf(measure.metric)?.kind ?? "count";
  return (
    <Panel
      title="Channel ranking"
      padded={false}
      aside={
        <Select
          aria-label="Compared by"
          size="xs"
          w={190}
          allowDeselect={false}
          data={measures.map(({ value, label }) => ({ value, label: `by ${label}` }))}
          value={measure.value}
          onChange={(value) => value && choose(value as ComparedBy)}
        />
      }
    >
      <Loaded query={comparison} skeleton={<BoneRows count={3} height={57} />}>
        {({ ranking, note }) => (
          <>
            <RowList>
              {ranking.map(({ rank, channel, value, figures, why }) => (
                <li key={channel}>
                  <Row
                    lead={<span className={classes.rank}>{rank}</span>}
                    title={platformName(channel)}
                    words={<span className={classes.why}>{why}</span>}
                  >
                    <b className={classes.rankValue}>{shown(kind, value, figures.currency)}</b>
                  </Row>
                </li>
              ))}
            </RowList>
            {note ? <p className={classes.note}>{note}</p> : null}
          </>
        )}
      </Loaded>
    </Panel>
  );
}
