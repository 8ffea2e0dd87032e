import { Circle, CircleAlert, CircleCheck, CircleDot, CircleSlash, Eye } from "lucide-react";
import type { PlannedTask, Task, TaskStatus } from "@/contract/types";
import { Tag } from "@/ui/status";
import classes from "./planning.module.css";

const marks = {
  todo: Circle,
  in_progress: CircleDot,
  in_review: Eye,
  blocked: CircleSlash,
  done: CircleCheck,
  cancelled: CircleSlash,
} as const;

export const statusNames: Record<TaskStatus, string> = {
  todo: "To do",
  in_progress: "In progress",
  in_review: "In review",
  blocked: "Blocked",
  done: "Done",
  cancelled: "Canceled",
};

/** How far a task is, as a sign. */
export function TaskMark({ task: { status, overdue } }: { task: Pick<PlannedTask, "status" | "overdue"> }) {
  const Icon = overdue ? CircleAlert : marks[status];
  return (
    <span className={classes.mark} data-status={status} data-late={overdue || undefined}>
      <Icon size={14} role="img" aria-label={overdue ? `${statusNames[status]}, overdue` : statusNames[status]} />
    </span>
  );
}

/** What asks for attention about a task. */
export function TaskTags({ task }: { task: Task }) {
  const open = task.status !== "done" && task.status !== "cancelled";
  return (
    <>
      {task.overdue ? (
        <Tag tone="bad">{task.overdueDays === 1 ? "1 day late" : `${task.overdueDays} days late`}</Tag>
      ) : null}
      {open && task.critical ? <Tag tone="warn">Critical</Tag> : null}
      {task.status === "blocked" ? <Tag tone="bad">Blocked</Tag> : null}
      {open && task.blockedBy.length > 0 && task.status !== "blocked" ? <Tag>Waits</Tag> : null}
      {open && task.priority === "urgent" ? <Tag>Urgent</Tag> : null}
    </>
  );
}
