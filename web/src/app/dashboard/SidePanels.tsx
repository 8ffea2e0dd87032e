import { Link } from "@tanstack/react-router";
import type { WorkspaceOverview } from "@/contract/types";
import { Bar } from "@/ui/Bar";
import { counted, humanise, money } from "@/ui/format";
import { Facts } from "@/ui/layout";
import { Panel } from "@/ui/Page";
import classes from "./dashboard.module.css";

/** How much of the money and of everyone's time is used. */
export function UsedPanel({ overview }: { overview: WorkspaceOverview }) {
  const { budget, team } = overview;
  const load = team.utilization;
  if (budget.length === 0 && team.members.count === 0) return null;
  return (
    <Panel title="Budget and time">
      <ul className={classes.used}>
        {budget.map(({ currency, total, spent, campaigns }) => (
          <li key={currency}>
            <span>
              Spent by {counted(campaigns, "campaign")}
              <b>
                {money(spent, currency)} of {money(total, currency)}
              </b>
            </span>
            <Bar share={total > 0 ? spent / total : 0} tone={spent > total ? "bad" : undefined} />
          </li>
        ))}
        {team.members.count > 0 ? (
          <li>
            <Link to="/team" className={classes.plain}>
              Time of {counted(team.members.count, "person", "people")}, next four weeks
              <b>{load === null ? "No working time" : `${Math.round(load * 100)}% assigned`}</b>
            </Link>
            <Bar share={load ?? 0} tone={load !== null && load >= 0.9 ? (load > 1 ? "bad" : "warn") : undefined} />
          </li>
        ) : null}
      </ul>
    </Panel>
  );
}

/** The messages of all campaigns by state. */
export function MessagesPanel({ byState }: { byState: WorkspaceOverview["deliveries"]["byState"] }) {
  const states = Object.entries(byState).filter(([, { count }]) => count > 0);
  if (states.length === 0) return null;
  return (
    <Panel title="Messages">
      <Facts
        facts={states.map(([state, { count }]) => [
          humanise(state),
          <Link
            key={state}
            to="/deliveries"
            search={{ view: "messages", state }}
            className={classes.plain}
            aria-label={`${humanise(state)}: ${count}`}
          >
            {count.toLocaleString("en")}
          </Link>,
        ])}
      />
    </Panel>
  );
}
