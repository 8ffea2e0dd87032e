import { Button, SegmentedControl } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { CircleCheck, UserPlus } from "lucide-react";
import { useState } from "react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { may } from "@/contract/permissions";
import { useMe } from "@/contract/queries";
import type { Task } from "@/contract/types";
import { showProblem } from "@/ui/actions";
import { dayOf, plusDays } from "@/ui/format";
import { Rows } from "@/ui/List";
import { Panel } from "@/ui/Page";
import { BoneRows, Empty, Loaded } from "@/ui/States";
import { Tag } from "@/ui/status";
import { useWrite } from "@/ui/useWrite";
import classes from "./planning.module.css";
import { tasksQuery, teamQuery } from "./queries";
import { TaskRow } from "./TaskRow";

const most = 200;

/** The open tasks of the person, or of everyone, by how soon they are due. */
export function MyTasks() {
  const me = useMe();
  const [whose, setWhose] = useState("mine");
  const mine = whose === "mine";
  const tasks = useQuery(tasksQuery({ ...(mine ? { assignee: "me" } : {}), open: true, limit: most }));
  const today = dayOf(new Date(), me.workspace.timeZone);
  return (
    <>
      <div className={classes.tools}>
        <SegmentedControl
          size="xs"
          aria-label="Whose tasks"
          data={[
            { value: "mine", label: "Mine" },
            { value: "all", label: "Everyone's" },
          ]}
          value={whose}
          onChange={setWhose}
        />
      </div>
      <Loaded query={tasks} skeleton={<BoneRows count={6} />}>
        {({ items }) =>
          items.length === 0 ? (
            <Panel padded={false}>
              {mine ? <NoTasks /> : <Empty icon={CircleCheck} tone="good" title="No open tasks" />}
            </Panel>
          ) : (
            groupsOf(items, today).map(({ name, tone, tasks: group }) => (
              <Panel key={name} title={name} padded={false} aside={<Tag tone={tone}>{group.length}</Tag>}>
                <Rows
                  items={group}
                  keyOf={({ id }) => id}
                  row={(task) => <TaskRow task={task} where person={!mine} />}
                />
              </Panel>
            ))
          )
        }
      </Loaded>
    </>
  );
}

/** Tasks are given to people of the team, so someone who is not in it can have none. */
function NoTasks() {
  const me = useMe();
  const team = useQuery(teamQuery);
  const known = team.data?.items.some(({ personId }) => personId === me.user.id);
  const join = useWrite({
    run: () =>
      take(api.POST("/api/team", { body: { name: me.user.name, email: me.user.email, personId: me.user.id } })),
    stale: [keys.team, keys.tasks],
    done: "You are in the team now.",
    onRefused: showProblem,
  });
  if (!team.data || known)
    return (
      <Empty icon={CircleCheck} tone="good" title="No open tasks" text="Tasks that someone gives you appear here." />
    );
  return (
    <Empty
      icon={UserPlus}
      title="You are not in the team yet"
      text="Tasks are given to people of the team. Their page says what they can do and when they work."
    >
      {may(me, "team.manage") ? (
        <Button loading={join.isPending} onClick={() => join.mutate()}>
          Add me to the team
        </Button>
      ) : null}
    </Empty>
  );
}

export function groupsOf(tasks: Task[], today: string) {
  const weekday = (new Date(`${today}T12:00:00Z`).getUTCDay() + 6) % 7;
  const sunday = plusDays(today, 6 - weekday);
  const names = ["Overdue", "Today", "This week", "Later", "No due date"] as const;
  const nameOf = ({ due, overdue }: Task) => {
    if (overdue) return "Overdue";
    if (!due) return "No due date";
    if (due <= today) return "Today";
    return due <= sunday ? "This week" : "Later";
  };
  return names
    .map((name) => ({
      name,
      tone: name === "Overdue" ? ("bad" as const) : ("neutral" as const),
      tasks: tasks.filter((task) => nameOf(task) === name),
    }))
    .filter((group) => group.tasks.length > 0);
}
