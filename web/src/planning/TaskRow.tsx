import { Checkbox } from "@mantine/core";
import type { Task } from "@/contract/types";
import { ActionMenu, pick, useActions } from "@/ui/actions";
import { Initials } from "@/ui/Bits";
import { counted, weekdayDay } from "@/ui/format";
import { Row, RowEnd } from "@/ui/Row";
import { taskActions } from "./actions";
import classes from "./planning.module.css";
import { TaskTags } from "./TaskWords";
import { useOpenTask } from "./useOpenTask";

/** A task in a list; its box ticks it off. */
export function TaskRow({ task, where, person = true }: { task: Task; where?: boolean; person?: boolean }) {
  const open = useOpenTask();
  const bound = useActions(taskActions, task);
  const [done, reopen] = [pick(bound, "finishTask")[0], pick(bound, "reopenTask")[0]];
  const closed = task.status === "done" || task.status === "cancelled";
  const waits = task.blockedBy[0];
  const note = [
    where ? task.campaignName : null,
    waits && !closed
      ? `Waits for ${waits.title}${task.blockedBy.length > 1 ? ` and ${task.blockedBy.length - 1} more` : ""}`
      : null,
    task.status === "blocked" ? task.blockedReason : null,
    progressOf(task),
    task.comments > 0 ? counted(task.comments, "comment") : null,
  ].filter(Boolean);
  return (
    <Row
      lead={
        <Checkbox
          className={classes.tick}
          aria-label={`${task.title}: done`}
          checked={closed}
          disabled={!(closed ? reopen : done)}
          onChange={() => (closed ? reopen : done)?.perform()}
        />
      }
      place={open(task.id)}
      title={task.title}
      note={note.join(" · ") || undefined}
      actions={
        <>
          <TaskTags task={task} />
          {task.due ? <RowEnd wide>{weekdayDay(task.due)}</RowEnd> : null}
          {person && task.assigneeName ? <Initials name={task.assigneeName} /> : null}
          <ActionMenu actions={bound} />
        </>
      }
    />
  );
}

function progressOf({ checklist }: Task) {
  if (checklist.length === 0) return null;
  return `${checklist.filter(({ done }) => done).length} of ${checklist.length} done`;
}
