import type { NewTask, Task } from "@/contract/types";

/** A task as its form has it. */
export function valuesOf(task: Partial<Task>) {
  return {
    title: task.title ?? "",
    description: task.description ?? "",
    status: task.status ?? "todo",
    priority: task.priority ?? "normal",
    assignee: task.assignee ?? "",
    start: task.start ?? null,
    due: task.due ?? null,
    estimateHours: (task.estimateHours ?? "") as number | string,
    estimateLow: (task.estimateLow ?? "") as number | string,
    estimateHigh: (task.estimateHigh ?? "") as number | string,
    actualHours: (task.actualHours ?? 0) as number | string,
    durationDays: (task.durationDays ?? "") as number | string,
    skills: task.skills ?? [],
    dependsOn: task.dependsOn ?? [],
    checklist: task.checklist ?? [],
    tags: task.tags ?? [],
    blockedReason: task.blockedReason ?? "",
    every: task.repeat?.every ?? "",
    interval: (task.repeat?.interval ?? 1) as number | string,
    until: task.repeat?.until ?? null,
  };
}

export type TaskValues = ReturnType<typeof valuesOf>;

const number = (value: number | string) => (value === "" ? null : Number(value));

function detailsOf(values: TaskValues) {
  const { every, interval, until, ...rest } = values;
  return {
    ...rest,
    description: values.description || null,
    assignee: values.assignee || null,
    estimateHours: number(values.estimateHours),
    estimateLow: number(values.estimateLow),
    estimateHigh: number(values.estimateHigh),
    actualHours: number(values.actualHours) ?? 0,
    durationDays: number(values.durationDays),
    skills: values.skills.filter(({ skill }) => skill.trim()),
    blockedReason: values.status === "blocked" ? values.blockedReason : null,
    repeat: every ? { every, interval: Number(interval) || 1, until } : null,
  };
}

/** A new task as the server takes it: what was left empty is left out. */
export function newTaskOf(values: TaskValues, more: Partial<NewTask>): NewTask {
  const given = Object.entries(detailsOf(values)).filter(([, value]) => value !== null);
  return { ...Object.fromEntries(given), ...more } as NewTask;
}

/** Only what was changed, so that what someone else changed since is kept. */
export function changedOf(values: TaskValues, before: TaskValues) {
  const [now, was] = [detailsOf(values), detailsOf(before)] as Record<string, unknown>[];
  return Object.fromEntries(
    Object.entries(now ?? {}).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(was?.[name])),
  );
}
