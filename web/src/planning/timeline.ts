import type { PlannedTask, Timeline, TimelineChange } from "@/contract/types";
import { counted, plusDays, weekdayDay } from "@/ui/format";

const dayLength = 86_400_000;
const weekdays = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

export function daysBetween(from: string, to: string) {
  return Math.round((Date.parse(to) - Date.parse(from)) / dayLength);
}

/** Whether people work on a day, as the calendar of the plan says. */
export function worksOn({ workDays, holidays }: Timeline["calendar"], day: string) {
  const weekday = weekdays[new Date(`${day}T12:00:00Z`).getUTCDay()] ?? "";
  return (
    workDays.some((one) => one.slice(0, 3).toLowerCase() === weekday) && !holidays.some(({ date }) => date === day)
  );
}

/** The working day that is this many working days away. */
export function movedBy(calendar: Timeline["calendar"], day: string, by: number) {
  let moved = day;
  for (let left = Math.abs(by), steps = 0; left > 0 && steps < 4000; steps++) {
    moved = plusDays(moved, Math.sign(by));
    if (worksOn(calendar, moved)) left -= 1;
  }
  return moved;
}

/** The next working day, or the day itself. */
export function onWorkingDay(calendar: Timeline["calendar"], day: string) {
  return worksOn(calendar, day) ? day : movedBy(calendar, day, 1);
}

/** The days that the drawing shows: complete weeks around everything in the plan and today. */
export function rangeOf(plan: Timeline, today: string) {
  const starts = [plan.start, today, ...plan.tasks.map(({ earliestStart }) => earliestStart)];
  const ends = [plan.target, plan.projectedFinish, today, ...plan.tasks.map(({ latestFinish }) => latestFinish)];
  const first = starts.toSorted()[0] ?? today;
  const last = ends.toSorted().at(-1) ?? today;
  const monday = (new Date(`${first}T12:00:00Z`).getUTCDay() + 6) % 7;
  const from = plusDays(first, -monday);
  const weeks = Math.ceil((daysBetween(from, last) + 8) / 7);
  return { from, weeks: Math.max(weeks, 4) };
}

export type Line =
  | { kind: "group"; id: string; name: string; milestone?: Timeline["milestones"][number] }
  | { kind: "task"; id: string; task: PlannedTask };

/** The task that begins first of those that are not done. */
export const firstOpen = ({ tasks }: Timeline) =>
  tasks
    .filter(({ status }) => status !== "done" && status !== "cancelled")
    .toSorted((a, b) => a.earliestStart.localeCompare(b.earliestStart))[0];

/** The lines of the drawing: the tasks of each milestone under its name, by their start. */
export function linesOf({ milestones, tasks }: Timeline): Line[] {
  const sorted = tasks.toSorted(
    (one, other) =>
      one.earliestStart.localeCompare(other.earliestStart) || one.earliestFinish.localeCompare(other.earliestFinish),
  );
  const of = (id: string | null) =>
    sorted
      .filter((task) => (task.milestoneId ?? null) === id)
      .map((task): Line => ({ kind: "task", id: task.id, task }));
  const free = of(null);
  return [
    ...milestones.flatMap((milestone): Line[] => [
      { kind: "group", id: milestone.id, name: milestone.name, milestone },
      ...of(milestone.id),
    ]),
    ...(free.length > 0 && milestones.length > 0 ? [{ kind: "group", id: "free", name: "Other tasks" } as Line] : []),
    ...free,
  ];
}

export const isFixed = ({ status, pinned }: PlannedTask) => pinned || status === "done" || status === "cancelled";

/** Whether its dates can be changed by moving it: what is under way keeps its start. */
export const isMovable = (task: PlannedTask) => !isFixed(task) && ["todo", "blocked"].includes(task.status);

/** How late a task may be without delaying the finish, in words. */
export function slackOf({ status, totalSlack, critical }: PlannedTask) {
  if (status === "done") return "Done";
  if (totalSlack < 0) return `${counted(-totalSlack, "working day")} too late for the target`;
  if (critical || totalSlack === 0) return "Each day late delays the finish";
  return `Can slip ${counted(totalSlack, "working day")}`;
}

export type Draft = Record<string, { start?: string; durationDays?: number; pinned?: boolean }>;

/** What has been changed but not saved, as the server takes it. */
export interface Pending {
  tasks: Draft;
  plan: Pick<TimelineChange, "shiftDays" | "target" | "country" | "anchor" | "buffers">;
}

export const nothingPending: Pending = { tasks: {}, plan: {} };

export function isPending({ tasks, plan }: Pending) {
  return Object.keys(tasks).length > 0 || Object.keys(plan).length > 0;
}

export function changeOf({ tasks, plan }: Pending): TimelineChange {
  const list = Object.entries(tasks).map(([id, change]) => ({ id, ...change }));
  return { ...plan, ...(list.length > 0 ? { tasks: list } : {}) } as TimelineChange;
}

/** What a change moves, one line a task: its first and last day before and after. */
export function movesOf(before: Timeline, after: Timeline) {
  const known = new Map(before.tasks.map((task) => [task.id, task]));
  return after.tasks.flatMap((task) => {
    const was = known.get(task.id);
    if (!was || (was.earliestStart === task.earliestStart && was.earliestFinish === task.earliestFinish)) return [];
    return [{ task, was }];
  });
}

/** Whether a change is worth saving: a task moves or is changed, or the plan itself. */
export function changesAnything(before: Timeline, after: Timeline, { plan }: Pending) {
  return Object.keys(plan).length > 0 || (after.changes ?? []).length > 0 || movesOf(before, after).length > 0;
}

/** Why tasks don't start as early as they were moved to, a sentence for each. */
export function heldBack(after: Timeline, { tasks }: Pending, today: string) {
  return after.tasks.flatMap((task) => {
    const wanted = tasks[task.id]?.start;
    if (!wanted || wanted >= task.earliestStart) return [];
    const waits = waitsFor(after, task, wanted);
    if (waits)
      return [`“${task.title}” waits for “${waits.title}”, which ends on ${weekdayDay(waits.earliestFinish)}.`];
    if (wanted < today) return [`“${task.title}” can't start before today.`];
    if (wanted < after.start)
      return [`“${task.title}” can't start before the timeline, which starts on ${weekdayDay(after.start)}.`];
    return [`“${task.title}” can't start before ${weekdayDay(task.earliestStart)}.`];
  });
}

/** Of the tasks that have to end before this one, the last one that isn't done by the day. */
function waitsFor({ links, tasks }: Timeline, { id }: PlannedTask, day: string) {
  const before = new Set(links.filter(({ to, type }) => to === id && type === "fs").map(({ from }) => from));
  return tasks
    .filter((task) => before.has(task.id) && task.earliestFinish >= day)
    .toSorted((a, b) => b.earliestFinish.localeCompare(a.earliestFinish))[0];
}
