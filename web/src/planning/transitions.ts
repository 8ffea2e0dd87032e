import type { TaskStatus } from "@/contract/types";

/** From each status to others, as the server allows it. */
export const transitions: Record<TaskStatus, TaskStatus[]> = {
  todo: ["in_progress", "blocked", "cancelled"],
  in_progress: ["in_review", "done", "blocked", "todo", "cancelled"],
  in_review: ["done", "in_progress", "cancelled"],
  blocked: ["todo", "in_progress", "cancelled"],
  done: ["in_progress"],
  cancelled: ["todo"],
};

/** The statuses on the way to another: a task that has not begun is started before it is done. */
export function stepsTo(from: TaskStatus, to: TaskStatus): TaskStatus[] {
  if (from === to) return [];
  if (transitions[from].includes(to)) return [to];
  const over = (["in_progress", "todo"] as const).find(
    (one) => transitions[from].includes(one) && transitions[one].includes(to),
  );
  return over ? [over, to] : [to];
}
