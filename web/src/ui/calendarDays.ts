import { CalendarDays, CalendarRange, ChevronLeft, ChevronRight, List, type LucideIcon, Target } from "lucide-react";
import type { Bound } from "./actions";
import { dayOf, monthName, plusDays, shortDay } from "./format";

export const viewNames = ["month", "weeks", "week", "list"] as const;
export type View = (typeof viewNames)[number];
export const views: { value: View; label: string }[] = [
  { value: "month", label: "Month" },
  { value: "weeks", label: "2 weeks" },
  { value: "week", label: "Week" },
  { value: "list", label: "List" },
];
export const weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

export function thisMonth(zone: string) {
  return dayOf(new Date(), zone).slice(0, 7);
}

/** The days a month shows: whole weeks, Monday first. */
export function daysOf(month: string) {
  const start = weekOf(`${month}-01`)[0] ?? `${month}-01`;
  const last = plusDays(`${moved(month, 1)}-01`, -1);
  const weeks = last <= plusDays(start, 34) ? 5 : 6;
  return Array.from({ length: weeks * 7 }, (_, index) => plusDays(start, index));
}

export function weekOf(day: string) {
  const weekday = (new Date(`${day}T12:00:00Z`).getUTCDay() + 6) % 7;
  return Array.from({ length: 7 }, (_, index) => plusDays(day, index - weekday));
}

/** The days that a view shows; the list looks a month back and five ahead. */
export function visibleDays(view: View, day: string) {
  if (view === "week") return weekOf(day);
  if (view === "weeks") return [...weekOf(day), ...weekOf(plusDays(day, 7))];
  if (view === "month") return daysOf(day.slice(0, 7));
  return Array.from({ length: 180 }, (_, index) => plusDays(day, index - 30));
}

export function moved(month: string, by: number) {
  const date = new Date(`${month}-15T12:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() + by);
  return date.toISOString().slice(0, 7);
}

/** The day in sight after turning the page. */
export function turned(view: View, day: string, by: number) {
  if (view === "weeks") return plusDays(day, 14 * by);
  return view === "week" ? plusDays(day, 7 * by) : `${moved(day.slice(0, 7), by)}-01`;
}

/** What each day has, earliest first. */
export function byDay<T extends { at: string }>(entries: T[], zone: string) {
  const days = new Map<string, T[]>();
  for (const entry of entries.toSorted((one, other) => one.at.localeCompare(other.at))) {
    const day = dayOf(entry.at, zone);
    const known = days.get(day);
    if (known) known.push(entry);
    else days.set(day, [entry]);
  }
  return days;
}

/** What is in sight, in words. */
export function spanOf(view: View, day: string) {
  if (view === "month" || view === "list") return monthName(day);
  const days = visibleDays(view, day);
  const [first = day, last = day] = [days[0], days.at(-1)];
  return `${first.slice(0, 4) === last.slice(0, 4) ? shortDay(first).replace(/, \d{4}$/, "") : shortDay(first)} – ${shortDay(last)}`;
}

interface Looks {
  turn: (by: number) => void;
  today: () => void;
  show: (view: View) => void;
}

export function calendarCommands({ turn, today, show }: Looks): Bound[] {
  const command = (name: string, label: string, icon: LucideIcon, keys: string, perform: () => void): Bound => ({
    name,
    label,
    icon,
    group: "This calendar",
    keys,
    running: false,
    perform,
  });
  return [
    command("calendarBefore", "Previous page", ChevronLeft, "[", () => turn(-1)),
    command("calendarAfter", "Next page", ChevronRight, "]", () => turn(1)),
    command("calendarToday", "Today", Target, ".", today),
    command("calendarMonth", "Show month", CalendarDays, "v m", () => show("month")),
    command("calendarWeeks", "Show two weeks", CalendarRange, "v t", () => show("weeks")),
    command("calendarWeek", "Show week", CalendarRange, "v w", () => show("week")),
    command("calendarList", "Show list", List, "v l", () => show("list")),
  ];
}
