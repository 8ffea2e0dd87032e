import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { EyeOff, Target } from "lucide-react";
import type { Campaign, Goal } from "@/contract/types";
import { counted, shortDay } from "@/ui/format";
import { Panel } from "@/ui/Page";
import { PlatformIcon } from "@/ui/PlatformIcon";
import { platformName } from "@/ui/platforms";
import { Empty } from "@/ui/States";
import { Status } from "@/ui/status";
import { addingFigures } from "./adding";
import { GoalChart } from "./GoalChart";
import { goalAmount, goalTone, paceOf } from "./goals";
import classes from "./goals.module.css";

/** How far each goal is, the first that can be counted in full. */
export function Goals({ campaign, goals }: { campaign: Campaign; goals: Goal[] }) {
  const first = goals.find(({ value }) => value !== null) ?? goals[0];
  if (!first) return <NoGoal campaign={campaign} />;
  return (
    <Panel title={goals.length === 1 ? "Goal" : "Goals"} padded={false}>
      <GoalCard campaign={campaign} goal={first} />
      {goals
        .filter((goal) => goal !== first)
        .map((goal) => (
          <GoalRow key={goal.index} campaign={campaign} goal={goal} />
        ))}
    </Panel>
  );
}

function GoalCard({ campaign, goal }: { campaign: Campaign; goal: Goal }) {
  const { value, target, share, expected, state, days, by, why, channels } = goal;
  return (
    <div className={classes.goal}>
      <div className={classes.words}>
        <div className={classes.head}>
          <span className={classes.name}>
            {goal.name}
            {by ? ` by ${shortDay(by)}` : ""}
          </span>
          <Status value={goalTone(state)} label={stateOf(goal)} />
        </div>
        {value === null ? (
          <p className={classes.number}>
            {target === null ? (
              goal.text
            ) : (
              <>
                <small>Target</small> {goalAmount(goal, target)}
              </>
            )}
          </p>
        ) : (
          <>
            <p className={classes.number}>
              {goalAmount(goal, value)} <small>of {goalAmount(goal, target ?? 0)}</small>
            </p>
            <GoalBar share={share ?? 0} expected={expected === null ? null : expected / (target || 1)} state={state} />
            <p className={classes.pace}>
              <span>{paceOf(goal)}</span>
              {goal.daysLeft === null ? null : <span>{counted(goal.daysLeft, "day")} left</span>}
            </p>
          </>
        )}
        {channels.length > 1 ? (
          <ul className={classes.channels} aria-label="By channel">
            {channels.map((one) => (
              <li key={one.channel}>
                <PlatformIcon platform={one.channel} size={16} />
                {platformName(one.channel)} <b>{goalAmount(goal, one.value)}</b>
              </li>
            ))}
          </ul>
        ) : null}
        {why ? (
          <p className={classes.why}>
            <EyeOff size={14} aria-hidden />
            <span>
              {why} <Connect campaign={campaign} goal={goal} />
            </span>
          </p>
        ) : null}
      </div>
      {days.length > 1 && target ? <GoalChart goal={goal} /> : null}
    </div>
  );
}

/** Where a person can make the goal countable. */
function Connect({ campaign, goal }: { campaign: Campaign; goal: Goal }) {
  const anchor = { color: "var(--mantine-color-anchor)" };
  if (goal.state === "unknown" && goal.fix?.operation !== "ingestMetrics")
    return (
      <Link
        to="/campaigns/$campaignId/plan"
        params={{ campaignId: campaign.id }}
        search={{ edit: true }}
        style={anchor}
      >
        Edit the goal
      </Link>
    );
  return (
    <button type="button" className={classes.add} onClick={() => addingFigures.set(campaign)}>
      Add figures
    </button>
  );
}

function GoalRow({ campaign, goal }: { campaign: Campaign; goal: Goal }) {
  const { value, target, share, expected, state } = goal;
  return (
    <div className={classes.row}>
      <span className={classes.rowName}>
        {goal.name}
        {goal.why ? (
          <small>
            {goal.why} <Connect campaign={campaign} goal={goal} />
          </small>
        ) : null}
      </span>
      <span className={classes.rowValue}>
        {value === null
          ? target === null
            ? ""
            : `Target ${goalAmount(goal, target)}`
          : `${goalAmount(goal, value)} of ${goalAmount(goal, target ?? 0)}`}
        {value === null ? null : (
          <GoalBar share={share ?? 0} expected={expected === null ? null : expected / (target || 1)} state={state} />
        )}
      </span>
      <Status value={goalTone(state)} label={stateOf(goal)} />
    </div>
  );
}

/** How much is reached, with a mark where an even pace would be. */
function GoalBar({ share, expected, state }: { share: number; expected: number | null; state: Goal["state"] }) {
  const width = (part: number) => `${Math.min(1, Math.max(0, part)) * 100}%`;
  return (
    <span className={classes.bar} data-state={goalTone(state)} aria-hidden>
      <span style={{ width: width(share) }} />
      {expected === null ? null : <i style={{ left: width(expected) }} />}
    </span>
  );
}

function NoGoal({ campaign }: { campaign: Campaign }) {
  return (
    <Panel padded={false}>
      <Empty
        icon={Target}
        title="No goal yet"
        text="Set a goal with a number to see the progress of the campaign here."
      >
        <Button
          variant="default"
          renderRoot={(props) => (
            <Link
              to="/campaigns/$campaignId/plan"
              params={{ campaignId: campaign.id }}
              search={{ edit: true }}
              {...props}
            />
          )}
        >
          Set a goal
        </Button>
      </Empty>
    </Panel>
  );
}

const stateNames: Record<Goal["state"], string> = {
  reached: "Reached",
  ahead: "Ahead",
  on_track: "On track",
  behind: "Behind",
  missed: "Missed",
  counting: "Counting",
  not_started: "Not started",
  unknown: "No figures yet",
};

/** What the goal lacks is said in place of a state; the reason and the way to it stand beside it. */
function stateOf({ state, fix, value }: Goal) {
  return state === "unknown" && value === null && fix?.operation !== "ingestMetrics"
    ? "Needs a number"
    : stateNames[state];
}
