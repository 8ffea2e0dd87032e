import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { LayoutDashboard, Plus } from "lucide-react";
import { ActivityItems } from "@/activity/ActivityList";
import { may } from "@/contract/permissions";
import { queryClient, useMe } from "@/contract/queries";
import type { WorkspaceOverview } from "@/contract/types";
import { teamQuery } from "@/planning/queries";
import { TaskDialog } from "@/planning/TaskDialog";
import { TeamWeeks } from "@/planning/TeamWeeks";
import { Ago } from "@/ui/Bits";
import { Chips, Split } from "@/ui/layout";
import { Card, Page, Panel } from "@/ui/Page";
import { BoneRows, Empty, Loaded } from "@/ui/States";
import { useAddress } from "@/ui/useAddress";
import { CampaignBoard } from "./CampaignBoard";
import { type CampaignChoice, campaignsOf, useChoice } from "./choice";
import { DashboardFilters } from "./DashboardFilters";
import classes from "./dashboard.module.css";
import { ExportMenu } from "./ExportMenu";
import { KpiPanel } from "./KpiPanel";
import { openedKpi } from "./kpis";
import { PhasePanel } from "./PhasePanel";
import { kpisQuery, overviewQuery } from "./queries";
import { RiskPanel } from "./RiskPanel";
import { RowsDrawer } from "./RowsDrawer";
import { MessagesPanel, UsedPanel } from "./SidePanels";
import { Tiles } from "./Tiles";
import { TrendsPanel } from "./TrendsPanel";
import { attentionTiles, openedTile, workTiles } from "./tiles";

export function preload() {
  queryClient.prefetchQuery(overviewQuery());
}

const periods = [
  { value: "7", label: "7 days" },
  { value: "30", label: "30 days" },
  { value: "90", label: "90 days" },
] as const;

interface Address {
  days?: number | undefined;
  rows?: string | undefined;
  phase?: string | undefined;
  show?: "risk" | "held" | undefined;
}

/** The workspace at a glance: each number opens what it counts. */
export function DashboardPage() {
  const [{ phase, show }, address] = useAddress<Address>();
  const choice = useChoice();
  const chosen = Object.keys(campaignsOf(choice)).length > 0;
  const overview = useQuery(overviewQuery(choice));
  const lead = chosen ? "The campaigns you chose, and their tasks." : "All campaigns, tasks and people.";
  return (
    <Page
      title="Dashboard"
      lead={
        overview.data ? (
          <>
            {lead} Updated <Ago at={overview.data.generatedAt} />.
          </>
        ) : (
          lead
        )
      }
      actions={
        <>
          <Chips
            label="Period of the results"
            options={periods}
            value={periods.find(({ value }) => value === String(choice.days))?.value}
            onChange={(value) => address({ days: value ? Number(value) : undefined })}
          />
          <ExportMenu phase={phase} show={show} />
        </>
      }
    >
      {chosen || overview.data?.campaigns.total.count ? <DashboardFilters /> : null}
      <Loaded query={overview} skeleton={<BoneRows count={8} />}>
        {(data) =>
          data.campaigns.total.count > 0 ? <Overview overview={data} /> : chosen ? <NoneChosen /> : <NoCampaigns />
        }
      </Loaded>
    </Page>
  );
}

function Overview({ overview }: { overview: WorkspaceOverview }) {
  const [{ rows, phase }, address] = useAddress<Address>();
  const kpis = useQuery(kpisQuery(useChoice())).data?.items ?? [];
  const open = (key: string) => address({ rows: key }, { keepHistory: true });
  return (
    <div className={classes.page}>
      <Tiles label="Needs attention" tiles={attentionTiles(overview)} open={open} />
      <Split
        side={
          <>
            <RiskPanel risks={overview.risks} inAll={overview.risksInAll.count} />
            <UsedPanel overview={overview} />
          </>
        }
      >
        <Tiles label="Work" tiles={workTiles(overview)} open={open} three />
        <PhasePanel campaigns={overview.campaigns} phase={phase} />
      </Split>
      <CampaignBoard />
      <KpiPanel open={open} />
      <Split
        side={
          <>
            <MessagesPanel byState={overview.deliveries.byState} />
            <Panel title="Recent activity" padded={false}>
              <ActivityItems items={overview.activity} />
            </Panel>
          </>
        }
      >
        <TrendsPanel />
        <TeamLoad />
      </Split>
      <RowsDrawer
        tile={openedTile(overview, rows) ?? openedKpi(kpis, rows)}
        close={() => address({ rows: undefined })}
      />
      <TaskDialog />
    </div>
  );
}

/** The hours of everyone by week; nothing without a team. */
function TeamLoad() {
  const team = useQuery(teamQuery);
  const members = (team.data?.items ?? []).filter(({ active }) => active);
  return members.length === 0 ? null : <TeamWeeks members={members} />;
}

function NoneChosen() {
  const [, address] = useAddress<CampaignChoice>();
  const clear = () => address({ type: undefined, channel: undefined, owner: undefined, brandId: undefined });
  return (
    <Card>
      <Empty icon={LayoutDashboard} title="No campaigns match" text="Choose other campaigns, or show all of them.">
        <Button variant="default" onClick={clear}>
          Show all campaigns
        </Button>
      </Empty>
    </Card>
  );
}

function NoCampaigns() {
  const me = useMe();
  return (
    <Card>
      <Empty
        icon={LayoutDashboard}
        title="Nothing to show yet"
        text="Once you have a campaign, you see here what needs attention, what may go wrong and what your campaigns bring."
      >
        {may(me, "campaign.write") ? (
          <Button
            renderRoot={(props) => <Link to="/templates" {...props} />}
            leftSection={<Plus size={15} aria-hidden />}
          >
            New campaign
          </Button>
        ) : null}
      </Empty>
    </Card>
  );
}
