import { Button, Group, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { Overview } from "@/contract/types";
import { BarChart } from "@/ui/BarChart";
import { DataTable } from "@/ui/DataTable";
import { counted, daySpan, monthDay, shortDay } from "@/ui/format";
import { Chip, Facts } from "@/ui/layout";
import { Panel, PanelBody } from "@/ui/Page";

/** How far the work is: what is left by day, the plan, the hours, and who does it. */
export function Work({ work }: { work: Overview }) {
  const [asTable, setAsTable] = useState(false);
  const { campaignId, burndown, team } = work;
  if (burndown.length === 0) return null;
  return (
    <Panel
      title="Work"
      padded={false}
      aside={
        <Group gap="xs">
          <Chip pressed={asTable} onClick={() => setAsTable(!asTable)}>
            Show table
          </Chip>
          <Button
            size="xs"
            variant="default"
            renderRoot={(props) => (
              <Link
                to="/campaigns/$campaignId/plan"
                params={{ campaignId }}
                search={{ view: "tasks" } as never}
                {...props}
              />
            )}
          >
            Open tasks
          </Button>
        </Group>
      }
    >
      <PanelBody>
        <Facts facts={factsOf(work)} />
      </PanelBody>
      {asTable ? <BurndownTable points={burndown} /> : <Burndown points={burndown} />}
      {team.length > 0 ? <Team members={team} /> : null}
    </Panel>
  );
}

type Points = Overview["burndown"];

function factsOf({ tasks, progress, hours, timeline }: Overview): (readonly [string, string] | null)[] {
  const late = tasks.overdue.count;
  return [
    [
      "Tasks",
      `${tasks.open.count.toLocaleString("en")} open${late > 0 ? `, ${late.toLocaleString("en")} overdue` : ""}, ${Math.round((progress ?? 0) * 100)}% done`,
    ],
    hours.estimated > 0 || hours.actual > 0
      ? ["Hours", `${said(hours.actual)} of ${said(hours.estimated)} h, ${said(hours.left)} h left`]
      : null,
    timeline?.start && timeline.finish ? ["Planned", daySpan(timeline.start, timeline.finish)] : null,
    timeline?.target ? ["To be done by", shortDay(timeline.target)] : null,
    timeline && timeline.critical > 0 ? ["Critical", counted(timeline.critical, "open task")] : null,
  ];
}

const said = (hours: number) => hours.toLocaleString("en", { maximumFractionDigits: 1 });

/** What was left on each day; the note says what would be by the due dates. */
function Burndown({ points }: { points: Points }) {
  const known = points.filter(({ left }) => left !== null);
  const last = known.at(-1);
  return (
    <PanelBody>
      <BarChart
        label="Open tasks by day"
        height={160}
        bars={points.map(({ date, left, planned }) => ({
          key: date,
          label: shortDay(date),
          short: monthDay(date),
          value: left ?? planned,
          open: left === null,
          note: left === null ? "by the due dates" : `${planned.toLocaleString("en")} by the due dates`,
        }))}
        format={(value) => value.toLocaleString("en")}
        whole
      />
      {last ? (
        <Text c="dimmed" size="sm" mt="xs">
          {counted(last.left ?? 0, "task")} open today; by the due dates it would be {last.planned.toLocaleString("en")}
          . Hatched days are still to come.
        </Text>
      ) : null}
    </PanelBody>
  );
}

function BurndownTable({ points }: { points: Points }) {
  return (
    <DataTable label="Open tasks by day">
      <thead>
        <tr>
          <th scope="col">Day</th>
          <th scope="col">Open</th>
          <th scope="col">By the due dates</th>
        </tr>
      </thead>
      <tbody>
        {points.toReversed().map(({ date, left, planned }) => (
          <tr key={date}>
            <th scope="row">{shortDay(date)}</th>
            <td>{left === null ? "—" : left.toLocaleString("en")}</td>
            <td>{planned.toLocaleString("en")}</td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}

function Team({ members }: { members: Overview["team"] }) {
  return (
    <DataTable label="Who does it">
      <thead>
        <tr>
          <th scope="col">Person</th>
          <th scope="col">Tasks done</th>
          <th scope="col">Overdue</th>
          <th scope="col">Hours</th>
        </tr>
      </thead>
      <tbody>
        {members.map(({ memberId, name, tasks, done, overdue, estimatedHours, actualHours }) => (
          <tr key={memberId}>
            <th scope="row">{name}</th>
            <td>
              {done} of {tasks}
            </td>
            <td>{overdue === 0 ? "—" : overdue}</td>
            <td>{estimatedHours + actualHours > 0 ? `${said(actualHours)} of ${said(estimatedHours)}` : "—"}</td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}
