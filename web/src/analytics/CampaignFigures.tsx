import { Button, Menu } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, type LinkProps } from "@tanstack/react-router";
import { ChartLine, Download, Plus } from "lucide-react";
import { type ReactNode, useMemo } from "react";
import { download } from "@/contract/api";
import { may } from "@/contract/permissions";
import { useMe } from "@/contract/queries";
import type { Campaign, Goal, ItemResult } from "@/contract/types";
import { showProblem, useOffer } from "@/ui/actions";
import { shortDay, zoneLabel } from "@/ui/format";
import { Card, Panel } from "@/ui/Page";
import { Bone, Empty, Loaded, Notice } from "@/ui/States";
import { addingFigures } from "./adding";
import classes from "./analytics.module.css";
import { ChannelTable, Comparison } from "./ChannelTable";
import { Funnel } from "./Funnel";
import { isEmpty, type MetricKey } from "./figures";
import { figureOfFirst } from "./goals";
import { PeriodChoice } from "./PeriodChoice";
import { dashboardQuery, itemFiguresQuery, type Period } from "./queries";
import { asMetric, Totals } from "./Totals";
import { TrendPanel } from "./TrendPanel";

interface Choice extends Period {
  metric?: string | undefined;
  by?: string | undefined;
}

interface CampaignFiguresProps {
  campaign: Campaign;
  choice: Choice;
  choose: (choice: Choice) => void;
  goals: Goal[];
  /** Where an item opens. */
  placeOf: (item: ItemResult) => LinkProps | undefined;
  /** Draws the table of what was published and sent. */
  table: (items: ItemResult[]) => ReactNode;
}

/** What a campaign brought in a period: sums, days, items and channels. */
export function CampaignFigures({ campaign, choice, choose, goals, placeOf, table }: CampaignFiguresProps) {
  const me = useMe();
  const dashboard = useQuery(dashboardQuery(campaign.id, choice));
  const published = useQuery(itemFiguresQuery(campaign.id, choice));
  const items = published.data?.items ?? [];
  const exporting = useExports(campaign, dashboard.data?.period);
  useOffer(exporting);
  return (
    <div className={classes.page}>
      <div className={classes.bar}>
        <PeriodChoice
          period={choice}
          onChange={(period) => choose({ days: undefined, from: undefined, to: undefined, ...period })}
        />
        {dashboard.data ? (
          <span className={classes.span}>
            {days(dashboard.data.period.from ?? "", dashboard.data.period.to ?? "")},{" "}
            {zoneLabel(dashboard.data.period.timeZone)}
          </span>
        ) : null}
        <span className={classes.exports}>
          {may(me, "metric.write") ? (
            <Button
              size="xs"
              variant="default"
              leftSection={<Plus size={13} aria-hidden />}
              onClick={() => addingFigures.set(campaign)}
            >
              Add figures
            </Button>
          ) : null}
          <Menu position="bottom-end">
            <Menu.Target>
              <Button size="xs" variant="default" leftSection={<Download size={13} aria-hidden />}>
                Export
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {exporting.map(({ name, label, perform }) => (
                <Menu.Item key={name} onClick={perform}>
                  {label}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        </span>
      </div>
      <Loaded query={dashboard} skeleton={<Skeleton />}>
        {(known) => {
          const chosen = asMetric(choice.metric ?? figureOfFirst(goals), known);
          const pick = (metric: MetricKey) => choose({ metric });
          if (isEmpty(known.totals) && isEmpty(known.previous)) return <Nothing campaign={campaign} />;
          return (
            <div className={classes.page} aria-busy={dashboard.isPlaceholderData}>
              {known.totals.otherMoney.length > 0 ? (
                <Notice tone="info">
                  Amounts are in several currencies, so rates aren't calculated:{" "}
                  {known.totals.otherMoney
                    .map(({ currency, spend }) => `${spend.toLocaleString("en")} ${currency}`)
                    .join(", ")}{" "}
                  in addition to {known.totals.currency}.
                </Notice>
              ) : null}
              <Totals dashboard={known} chosen={chosen} choose={pick} />
              <TrendPanel
                dashboard={known}
                period={choice}
                chosen={chosen}
                goals={goals}
                items={items.filter(({ kind }) => kind !== null)}
                placeOf={placeOf}
              />
              {published.data ? table(items) : <Bone height={180} />}
              {known.channels.length > 0 ? <ChannelTable dashboard={known} /> : null}
              <div className={classes.two}>
                <Comparison campaignId={campaign.id} by={choice.by} choose={(by) => choose({ by })} />
                <Funnel totals={known.totals} />
              </div>
            </div>
          );
        }}
      </Loaded>
    </div>
  );
}

function days(from: string, to: string) {
  return from === to ? shortDay(from) : `${shortDay(from)} – ${shortDay(to)}`;
}

function useExports(campaign: Campaign, period: { from?: string | null; to?: string | null } | undefined) {
  const { id, name } = campaign;
  const from = period?.from;
  const to = period?.to;
  return useMemo(
    () =>
      (["xlsx", "csv", "pdf", "json"] as const).map((format) => ({
        name: `export ${format}`,
        label: `Export as ${format === "xlsx" ? "Excel" : format.toUpperCase()}`,
        icon: Download,
        group: "This page",
        running: false,
        perform: () => {
          download(`/api/analytics/campaigns/${id}/export`, `${name}.${format}`, {
            method: "POST",
            headers: { "Content-Type": "application/json" },
            body: JSON.stringify({ format, ...(from && to ? { from, to } : {}) }),
          }).catch(showProblem);
        },
      })),
    [id, name, from, to],
  );
}

function Nothing({ campaign }: { campaign: Campaign }) {
  return (
    <Panel padded={false}>
      <Empty
        icon={ChartLine}
        title="No data for this period"
        text="Newsroom views, opens and clicks appear once something is published. Add the figures of other channels by hand or from a CSV file."
      >
        <Button
          variant="default"
          renderRoot={(props) => (
            <Link to="/campaigns/$campaignId/calendar" params={{ campaignId: campaign.id }} {...props} />
          )}
        >
          Open calendar
        </Button>
        <Button variant="default" onClick={() => addingFigures.set(campaign)}>
          Add figures
        </Button>
      </Empty>
    </Panel>
  );
}

function Skeleton() {
  return (
    <div className={classes.page} role="status" aria-label="Loading">
      <div className={classes.totals}>
        {["a", "b", "c", "d"].map((key) => (
          <Bone key={key} height={88} />
        ))}
      </div>
      <Card>
        <Bone height={326} />
      </Card>
    </div>
  );
}
