import { useQuery } from "@tanstack/react-query";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { TeamMember } from "@/contract/types";
import { DataTable } from "@/ui/DataTable";
import { counted, monthDay } from "@/ui/format";
import { Panel } from "@/ui/Page";
import { BoneRows, Loaded } from "@/ui/States";
import classes from "./team.module.css";

const workloadQuery = {
  queryKey: [...keys.team, "workload"],
  queryFn: () => take(api.GET("/api/dashboard/workload", { params: { query: {} } })),
};

/** The hours of each person in the coming weeks, against what they can work. */
export function TeamWeeks({ members }: { members: TeamMember[] }) {
  const workload = useQuery(workloadQuery);
  const names = new Map(members.map(({ id, name }) => [id, name]));
  return (
    <Panel title="Load by week" padded={false}>
      <Loaded query={workload} skeleton={<BoneRows count={members.length} height={44} />}>
        {({ items, unassigned }) => (
          <>
            <DataTable label="Load by week">
              <thead>
                <tr>
                  <th scope="col">Person</th>
                  {weeksOf(items[0]?.cells ?? []).map(({ from }) => (
                    <th key={from} scope="col" className={classes.week}>
                      {monthDay(from)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {items.map(({ memberId, name, cells }) => (
                  <tr key={memberId}>
                    <th scope="row">{names.get(memberId) ?? name}</th>
                    {weeksOf(cells).map(({ from, assignedHours, capacityHours }) => (
                      <td key={from} className={classes.week} data-load={heatOf(assignedHours, capacityHours)}>
                        {Math.round(assignedHours)} h<small>of {Math.round(capacityHours)}</small>
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </DataTable>
            {unassigned > 0 ? (
              <p className={classes.foot}>{counted(unassigned, "open task")} without an assignee.</p>
            ) : null}
          </>
        )}
      </Loaded>
    </Panel>
  );
}

interface Cell {
  date: string;
  capacityMinutes: number;
  assignedMinutes: number;
}

/** The days of a person, seven at a time. */
export function weeksOf(cells: Cell[]) {
  return Array.from({ length: Math.ceil(cells.length / 7) }, (_, week) => {
    const days = cells.slice(week * 7, week * 7 + 7);
    const sum = (name: "capacityMinutes" | "assignedMinutes") => days.reduce((all, day) => all + day[name], 0) / 60;
    return {
      from: days[0]?.date ?? "",
      assignedHours: sum("assignedMinutes"),
      capacityHours: sum("capacityMinutes"),
    };
  });
}

export function heatOf(assigned: number, capacity: number) {
  if (assigned < 0.5) return undefined;
  if (assigned > capacity + 0.01) return "over";
  return assigned > 0.9 * capacity ? "much" : "some";
}
