import { Button, SegmentedControl } from "@mantine/core";
import { useDebouncedValue, useMediaQuery } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { CalendarCog, ChartGantt } from "lucide-react";
import { useState } from "react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { may } from "@/contract/permissions";
import { useMe } from "@/contract/queries";
import type { Campaign, Timeline } from "@/contract/types";
import { Card, Panel } from "@/ui/Page";
import { BoneRows, Empty, Loaded } from "@/ui/States";
import { useAddress } from "@/ui/useAddress";
import { useWrite } from "@/ui/useWrite";
import { ChangeEffect } from "./ChangeEffect";
import { Gantt } from "./Gantt";
import { Legend } from "./Legend";
import { NewTimelineForm } from "./NewTimelineForm";
import { PlanDates } from "./PlanDates";
import { PlannedTaskSide } from "./PlannedTaskSide";
import classes from "./planning.module.css";
import { forecastQuery, simulationQuery, timelineQuery } from "./queries";
import { TimelineHead } from "./TimelineHead";
import { TimelineList } from "./TimelineList";
import { changeOf, type Draft, isPending, nothingPending, type Pending } from "./timeline";

/** When the work of a campaign is done, and what decides it. */
export function TimelinePanel({ campaign }: { campaign: Campaign }) {
  const [making, setMaking] = useState(false);
  const writable = may(useMe(), "plan.write");
  if (making)
    return (
      <Panel title={campaign.timeline ? "Make the timeline again" : "New timeline"}>
        <NewTimelineForm campaign={campaign} replaces={campaign.timeline} close={() => setMaking(false)} />
      </Panel>
    );
  if (campaign.timeline) return <KnownTimeline campaign={campaign} remake={() => setMaking(true)} />;
  return (
    <Card>
      <Empty
        icon={ChartGantt}
        title="No timeline yet"
        text="A timeline puts the work of this campaign in order: what has to be done by when, what waits for what, and when everything will be ready."
      >
        {writable ? (
          <Button leftSection={<ChartGantt size={15} aria-hidden />} onClick={() => setMaking(true)}>
            Create timeline
          </Button>
        ) : null}
      </Empty>
    </Card>
  );
}

function KnownTimeline({ campaign, remake }: { campaign: Campaign; remake: () => void }) {
  return (
    <Loaded query={useQuery(timelineQuery(campaign.id))} skeleton={<BoneRows count={12} height={40} />}>
      {(plan) => <ShownTimeline campaign={campaign} plan={plan} remake={remake} />}
    </Loaded>
  );
}

interface ShownTimelineProps {
  campaign: Campaign;
  plan: Timeline;
  remake: () => void;
}

function ShownTimeline({ campaign, plan, remake }: ShownTimelineProps) {
  const [{ task: selected }, address] = useAddress<{ task?: string | undefined }>();
  const [scale, setScale] = useState("days");
  const [dates, setDates] = useState(false);
  const [pending, setPending] = useState<Pending>(nothingPending);
  const narrow = useMediaQuery("(max-width: 48em)");
  const forecast = useQuery(forecastQuery(campaign.id));
  const changing = isPending(pending);
  const [settled] = useDebouncedValue(pending, 150);
  const save = useWrite({
    run: () =>
      take(
        api.PATCH("/api/campaigns/{id}/timeline", {
          params: { path: { id: campaign.id } },
          body: { ...changeOf(pending), version: plan.version },
        }),
      ),
    stale: [keys.campaign(campaign.id, "timeline"), keys.tasks],
    done: "Timeline saved.",
    onDone: () => setPending(nothingPending),
  });
  const simulation = useQuery({
    ...simulationQuery(campaign.id, plan.version, changeOf(settled)),
    // Nor while it is stored: the version that it belongs to is then gone.
    enabled: changing && isPending(settled) && !save.isPending,
  });
  const shown = (changing && !simulation.error && simulation.data) || plan;
  const changeable = plan.can.includes("changeTimeline");
  const select = (id: string | undefined) => address({ task: id });
  const changeTask = (id: string, part: Draft[string]) =>
    setPending((old) => ({ ...old, tasks: { ...old.tasks, [id]: { ...old.tasks[id], ...part } } }));
  const task = shown.tasks.find(({ id }) => id === selected);

  return (
    <>
      <div className={classes.head}>
        <TimelineHead plan={shown} forecast={changing ? undefined : forecast.data} />
        <div className={classes.tools}>
          {narrow ? null : (
            <SegmentedControl
              size="xs"
              aria-label="Scale"
              data={[
                { value: "days", label: "Days" },
                { value: "weeks", label: "Weeks" },
              ]}
              value={scale}
              onChange={setScale}
            />
          )}
          {changeable ? (
            <Button
              variant="default"
              size="xs"
              leftSection={<CalendarCog size={14} aria-hidden />}
              onClick={() => setDates(true)}
            >
              Dates and buffer
            </Button>
          ) : null}
        </div>
      </div>
      {changing ? (
        <ChangeEffect
          before={plan}
          after={simulation.error ? undefined : simulation.data}
          pending={pending}
          error={simulation.error ?? save.error}
          saving={save.isPending}
          save={() => save.mutate()}
          discard={() => {
            save.reset();
            setPending(nothingPending);
          }}
        />
      ) : null}
      <div className={classes.plan} data-side={task && !narrow ? true : undefined}>
        <Card>
          {narrow ? (
            <TimelineList plan={shown} select={select} />
          ) : (
            <>
              <Gantt
                plan={shown}
                before={plan}
                scale={scale === "days" ? 26 : 9}
                selected={selected}
                select={select}
                change={changeable ? changeTask : undefined}
              />
              <Legend movable={changeable} />
            </>
          )}
        </Card>
        {task ? (
          <PlannedTaskSide
            key={task.id}
            plan={shown}
            task={task}
            narrow={Boolean(narrow)}
            change={changeable ? (part) => changeTask(task.id, part) : undefined}
            close={() => select(undefined)}
            show={select}
          />
        ) : null}
      </div>
      {dates ? (
        <PlanDates
          plan={plan}
          close={() => setDates(false)}
          remake={remake}
          change={(part) => {
            setPending((old) => ({ ...old, plan: { ...old.plan, ...part } }));
            setDates(false);
          }}
        />
      ) : null}
    </>
  );
}
