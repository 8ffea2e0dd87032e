import { Link } from "@tanstack/react-router";
import { useRef, useState } from "react";
import type { Task, TaskStatus } from "@/contract/types";
import { ActionMenu, showProblem, useActions } from "@/ui/actions";
import { Initials } from "@/ui/Bits";
import { monthDay } from "@/ui/format";
import { useListKeys } from "@/ui/useListKeys";
import { useWrite } from "@/ui/useWrite";
import { finish, setStatus, staleOf, taskActions } from "./actions";
import classes from "./board.module.css";
import { statusNames, TaskTags } from "./TaskWords";
import { useOpenTask } from "./useOpenTask";

const lanes: TaskStatus[] = ["todo", "in_progress", "in_review", "blocked", "done"];
const noKeys = {};

/** Where a task may be dragged, as the server allows it; blocking asks for a reason, which the task's form does. */
const next: Record<TaskStatus, TaskStatus[]> = {
  todo: ["in_progress", "done"],
  in_progress: ["in_review", "done", "todo"],
  in_review: ["done", "in_progress"],
  blocked: ["todo", "in_progress", "done"],
  done: ["in_progress"],
  cancelled: ["todo"],
};

/** Tasks by how far they are. */
export function TaskBoard({ tasks }: { tasks: Task[] }) {
  const board = useRef<HTMLDivElement>(null);
  const [dragged, setDragged] = useState<Task>();
  useListKeys(board, noKeys);
  const move = useWrite({
    run: ({ task, to }: { task: Task; to: TaskStatus }) => (to === "done" ? finish(task) : setStatus(task, to)),
    stale: tasks[0] ? staleOf(tasks[0]) : [],
    onRefused: showProblem,
  });
  const takes = (lane: TaskStatus) =>
    dragged?.can.includes("changeTask") &&
    next[dragged.status].includes(lane) &&
    (lane === "todo" || dragged.blockedBy.length === 0);
  return (
    <div className={classes.board} ref={board}>
      {lanes.map((lane) => {
        const here = tasks.filter(({ status }) => status === lane);
        const open = takes(lane);
        return (
          <section
            key={lane}
            className={classes.lane}
            aria-label={statusNames[lane]}
            data-drop={open || undefined}
            onDragOver={(event) => open && event.preventDefault()}
            onDrop={() => {
              if (open && dragged) move.mutate({ task: dragged, to: lane });
              setDragged(undefined);
            }}
          >
            <h2 className={classes.title}>
              {statusNames[lane]} <span>{here.length}</span>
            </h2>
            <ul>
              {here.map((task) => (
                <li
                  key={task.id}
                  data-row={task.id}
                  className={classes.card}
                  draggable={task.can.includes("changeTask")}
                  onDragStart={() => setDragged(task)}
                  onDragEnd={() => setDragged(undefined)}
                >
                  <Card task={task} />
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}

function Card({ task }: { task: Task }) {
  const open = useOpenTask();
  const bound = useActions(taskActions, task);
  return (
    <>
      <div className={classes.top}>
        <Link {...open(task.id)} className={classes.name} draggable={false}>
          {task.title}
        </Link>
        <ActionMenu actions={bound} />
      </div>
      {task.status === "blocked" && task.blockedReason ? <p>{task.blockedReason}</p> : null}
      <div className={classes.foot}>
        {task.due ? <span>{monthDay(task.due)}</span> : null}
        <TaskTags task={task} />
        {task.assigneeName ? (
          <span className={classes.who} title={task.assigneeName}>
            <Initials name={task.assigneeName} />
          </span>
        ) : null}
      </div>
    </>
  );
}
