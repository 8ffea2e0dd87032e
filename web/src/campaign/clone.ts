import type { Campaign, NewClone } from "@/contract/types";

export type ClonePart = keyof NonNullable<NewClone["include"]>;

export const cloneParts: { part: ClonePart; label: string }[] = [
  { part: "brief", label: "Goal, description and tags" },
  { part: "strategy", label: "Strategy" },
  { part: "budget", label: "Budget" },
  { part: "creatives", label: "Drafts" },
  { part: "posts", label: "Posts" },
  { part: "mailings", label: "E-mails and their recipients" },
  { part: "tasks", label: "Tasks and timeline" },
  { part: "assignees", label: "Owner and people of the tasks" },
];

const DAY = 86_400_000;

/** The first day of the next run: the same weekday, a year after the last one or as soon as that is ahead. */
export function nextRun({ startDate }: Pick<Campaign, "startDate">, now: Date) {
  const week = 7 * DAY;
  const today = Date.parse(now.toISOString().slice(0, 10));
  if (!startDate) return new Date(today + week).toISOString().slice(0, 10);
  const first = Date.parse(startDate);
  const year = 52 * week;
  const next = first + Math.max(1, Math.ceil((today + DAY - first) / year)) * year;
  return new Date(next).toISOString().slice(0, 10);
}

export function requestOf(values: { name: string; startDate: string | null; parts: ClonePart[] }): NewClone {
  const include = Object.fromEntries(cloneParts.map(({ part }) => [part, values.parts.includes(part)]));
  return { name: values.name, include, ...(values.startDate ? { startDate: values.startDate } : {}) };
}
