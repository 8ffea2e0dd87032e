import { Link } from "@tanstack/react-router";
import { keys } from "@/contract/keys";
import type { Task, TaskFilter } from "@/contract/types";
import { ActionMenu, useActions } from "@/ui/actions";
import { counted, humanise, weekdayDay } from "@/ui/format";
import { ListTable } from "@/ui/ListTable";
import { Note } from "@/ui/Row";
import type { Column } from "@/ui/TableList";
import { taskActions } from "./actions";
import classes from "./planning.module.css";
import { statusNames, TaskMark, TaskTags } from "./TaskWords";
import { taskBulk } from "./taskBulk";
import { useOpenTask } from "./useOpenTask";

const columns: Column<Task>[] = [
  { key: "title", label: "Task", sort: "title", cell: (task) => <TaskTitle task={task} /> },
  { key: "tags", label: "Needs attention", width: 200, spare: true, cell: (task) => <Tags task={task} /> },
  { key: "status", label: "Status", width: 130, cell: ({ status }) => statusNames[status] },
  { key: "who", label: "Assignee", width: 150, cell: ({ assigneeName }) => assigneeName ?? "No one" },
  { key: "priority", label: "Priority", sort: "priority", width: 110, cell: ({ priority }) => humanise(priority) },
  { key: "due", label: "Due", sort: "due", width: 130, cell: ({ due }) => (due ? weekdayDay(due) : "No date") },
];

const keyOf = ({ id }: Task) => id;

/** Tasks as a list: sorted, chosen, and changed together. */
interface TaskTableProps {
  items: Task[];
  busy: boolean;
  /** What the list shows, all pages of it, and how many that are. */
  filter: TaskFilter;
  total: number;
}

export function TaskTable({ items, busy, filter, total }: TaskTableProps) {
  return (
    <ListTable
      label="Tasks"
      items={items}
      keyOf={keyOf}
      nameOf={({ title }) => title}
      columns={columns}
      actions={(task) => <TaskMenu task={task} />}
      bulk={taskBulk(filter)}
      total={total}
      stale={[keys.tasks, keys.team, keys.everyCampaign]}
      busy={busy}
    />
  );
}

function TaskMenu({ task }: { task: Task }) {
  return <ActionMenu actions={useActions(taskActions, task)} label={`Actions for ${task.title}`} />;
}

function TaskTitle({ task }: { task: Task }) {
  const open = useOpenTask();
  const { due, assigneeName, blockedBy, comments, status } = task;
  const [waits] = blockedBy;
  const note = [
    waits && status !== "done" ? `Waits for ${waits.title}` : null,
    comments > 0 ? counted(comments, "comment") : null,
  ].filter(Boolean);
  return (
    <span className={classes.taskTitle}>
      <TaskMark task={task} />
      <span className={classes.taskWords}>
        <Link {...open(task.id)}>{task.title}</Link>
        {note.length > 0 ? <Note>{note.join(" · ")}</Note> : null}
        <span className={classes.onlyNarrow}>
          <Note>{[assigneeName, due ? weekdayDay(due) : null].filter(Boolean).join(" · ")}</Note>
        </span>
      </span>
    </span>
  );
}

function Tags({ task }: { task: Task }) {
  return (
    <span className={classes.tags}>
      <TaskTags task={task} />
    </span>
  );
}
