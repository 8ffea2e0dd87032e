import { Button } from "@mantine/core";
import { useMemo, useState } from "react";
import type { PlannedTask, Timeline } from "@/contract/types";
import { daySpan, weekdayDay } from "@/ui/format";
import { RowList } from "@/ui/List";
import { Row } from "@/ui/Row";
import { Tag } from "@/ui/status";
import classes from "./planning.module.css";
import { TaskMark } from "./TaskWords";
import { linesOf, slackOf } from "./timeline";

const page = 200;

function noteOf(task: PlannedTask) {
  const days = daySpan(task.earliestStart, task.earliestFinish);
  return task.totalSlack > 0 && task.status !== "done" ? `${days} · ${slackOf(task)}` : days;
}

/** The plan on a phone: the tasks of each milestone with their days. */
export function TimelineList({ plan, select }: { plan: Timeline; select: (id: string) => void }) {
  const lines = useMemo(() => linesOf(plan), [plan]);
  const [shown, setShown] = useState(page);
  const more = Math.min(page, lines.length - shown);
  return (
    <>
      <RowList>
        {lines.slice(0, shown).map((line) => (
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
      {more > 0 ? (
        <Button variant="default" size="xs" m="sm" onClick={() => setShown(shown + page)}>
          Show {more} more
        </Button>
      ) : null}
    </>
  );
}
