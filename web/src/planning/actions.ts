import { CircleCheck, CirclePlay, ListChecks, Plus, RotateCcw, Trash2, UsersRound } from "lucide-react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { may } from "@/contract/permissions";
import type { Me, Task, TaskStatus } from "@/contract/types";
import type { Action } from "@/ui/actions";

export const planningPlaces: Action<Me>[] = [
  {
    name: "openMyWork",
    label: "Go to my work",
    icon: ListChecks,
    group: "Go to",
    keys: "g w",
    when: () => true,
    go: () => ({ to: "/my-work" }),
  },
  {
    name: "openTeam",
    label: "Go to team",
    icon: UsersRound,
    group: "Go to",
    keys: "g t",
    when: () => true,
    go: () => ({ to: "/team" }),
  },
  {
    name: "createTask",
    label: "New task",
    icon: Plus,
    group: "Create",
    keys: "n k",
    when: (me) => may(me, "plan.write"),
    go: () => ({ to: "/my-work", search: { task: "new" } }),
  },
];

/** What a write of a task makes stale: its lists, and the plan of its campaign. */
export function staleOf({ campaignId }: Pick<Task, "campaignId">) {
  return [keys.tasks, keys.team, ...(campaignId ? [keys.campaign(campaignId, "timeline")] : [])];
}

export function setStatus({ id }: Task, status: TaskStatus, blockedReason?: string) {
  return take(
    api.PATCH("/api/tasks/{id}", {
      params: { path: { id } },
      body: { status, ...(blockedReason ? { blockedReason } : {}) },
    }),
  );
}

/** A task that was not started is started first: only work that has begun can be done. */
export async function finish(task: Task) {
  if (task.status === "todo" || task.status === "blocked") await setStatus(task, "in_progress");
  return setStatus(task, "done");
}

const changes = (task: Task) => task.can.includes("changeTask");

export const taskActions: Action<Task>[] = [
  {
    name: "startTask",
    label: "Start",
    icon: CirclePlay,
    group: "This task",
    when: (task) => changes(task) && ["todo", "blocked"].includes(task.status) && task.blockedBy.length === 0,
    run: (task) => setStatus(task, "in_progress"),
    done: "Task started.",
    stale: staleOf,
  },
  {
    name: "finishTask",
    label: "Mark as done",
    icon: CircleCheck,
    group: "This task",
    when: (task) => changes(task) && !["done", "cancelled"].includes(task.status) && task.blockedBy.length === 0,
    run: finish,
    done: "Task done.",
    revert: (task) => reopen(task),
    stale: staleOf,
  },
  {
    name: "reopenTask",
    label: "Reopen",
    icon: RotateCcw,
    group: "This task",
    when: (task) => changes(task) && ["done", "cancelled"].includes(task.status),
    run: (task) => setStatus(task, task.status === "done" ? "in_progress" : "todo"),
    done: "Task reopened.",
    stale: staleOf,
  },
  {
    name: "deleteTask",
    label: "Delete task",
    icon: Trash2,
    group: "This task",
    danger: true,
    ask: ({ title }) => ({
      title: `Delete “${title}”?`,
      text: "Tasks that waited for it then wait for the tasks before it.",
      confirm: "Delete task",
    }),
    run: ({ id }) => take(api.DELETE("/api/tasks/{id}", { params: { path: { id } } })),
    done: "Task deleted.",
    stale: staleOf,
  },
];

/** Back to where it was before it was done. */
async function reopen(task: Task) {
  const open = await setStatus(task, "in_progress");
  return task.status === "todo" ? setStatus(open, "todo") : open;
}
