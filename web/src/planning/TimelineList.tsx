import type { PlannedTask, Timeline } from "@/contract/types";
import { daySpan, weekdayDay } from "@/ui/format";
import { RowList } from "@/ui/List";
import { Row } from "@/ui/Row";
import { Tag } from "@/ui/status";
import classes from "./planning.module.css";
import { TaskMark } from "./TaskWords";
import { linesOf, slackOf } from "./timeline";

function noteOf(task: PlannedTask) {
  const days = daySpan(task.earliestStart, task.earliestFinish);
  return task.totalSlack > 0 && task.status !== "done" ? `${days} · ${slackOf(task)}` : days;
}

/** The plan on a phone: the tasks of each milestone with their days. */
export function TimelineList({ plan, select }: { plan: Timeline; select: (id: string) => void }) {
  return (
    <RowList>
      {linesOf(plan).map((line) => (
        <li key={line.id}>
          {line.kind === "group" ? (
            <p className={classes.groupName}>
              {line.name}
              {line.milestone?.date ? <small>{weekdayDay(line.milestone.date)}</small> : null}
            </p>
          ) : (
            <Row
              onClick={() => select(line.id)}
              lead={<TaskMark task={line.task} />}
              title={line.task.title}
              note={noteOf(line.task)}
              wraps
            >
              {line.task.critical && line.task.status !== "done" ? <Tag tone="warn">Critical</Tag> : null}
            </Row>
          )}
        </li>
      ))}
    </RowList>
  );
}
