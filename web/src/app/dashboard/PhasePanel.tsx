import { Link } from "@tanstack/react-router";
import type { WorkspaceOverview } from "@/contract/types";
import { counted, humanise, shortDay } from "@/ui/format";
import { Facts } from "@/ui/layout";
import { Panel } from "@/ui/Page";
import { toneOf } from "@/ui/status";
import classes from "./dashboard.module.css";

/** The campaigns by how far they are, and which start or end next; a phase narrows the table below. */
export function PhasePanel({
  campaigns,
  phase,
}: {
  campaigns: WorkspaceOverview["campaigns"];
  phase?: string | undefined;
}) {
  const phases = Object.entries(campaigns.byPhase).filter(([, { count }]) => count > 0);
  return (
    <Panel title={`${counted(campaigns.total.count, "campaign")} by phase`}>
      <ul className={classes.phases} aria-label="Campaigns by phase">
        {phases.map(([name, { count }]) => (
          <li key={name} style={{ flexGrow: count }}>
            <Link
              to="/dashboard"
              search={(old: object) => ({ ...old, phase: phase === name ? undefined : name, page: undefined })}
              aria-current={phase === name ? "true" : undefined}
              className={classes.phase}
              resetScroll={false}
            >
              <span className={classes.phaseBar} data-tone={toneOf(name)} aria-hidden />
              <b>{count.toLocaleString("en")}</b>
              <span>{humanise(name)}</span>
            </Link>
          </li>
        ))}
      </ul>
      {campaigns.launching.length + campaigns.ending.length > 0 ? (
        <div className={classes.days}>
          <Days title="Starting within 14 days" days={campaigns.launching} />
          <Days title="Ending within 14 days" days={campaigns.ending} />
        </div>
      ) : null}
    </Panel>
  );
}

function Days({ title, days }: { title: string; days: WorkspaceOverview["campaigns"]["launching"] }) {
  if (days.length === 0) return null;
  return (
    <div>
      <h3 className={classes.small}>{title}</h3>
      <Facts
        facts={days.map(({ campaignId, name, date }) => [
          shortDay(date),
          <Link key={campaignId} to="/campaigns/$campaignId" params={{ campaignId }} className={classes.plain}>
            {name}
          </Link>,
        ])}
      />
    </div>
  );
}
