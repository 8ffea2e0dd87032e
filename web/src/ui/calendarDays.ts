import { CalendarDays, CalendarRange, ChevronLeft, ChevronRight, List, type LucideIcon, Target } from "lucide-react";
import type { Bound } from "./actions";
import { dayOf, plusDays, shortDay } from "./format";

export const viewNames = ["month", "week", "list"] as const;
export type View = (typeof viewNames)[number];
export const views: { value: View; label: string }[] = [
  { value: "month", label: "Month" },
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

export function moved(month: string, by: number) {
  const date = new Date(`${month}-15T12:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() + by);
  return date.toISOString().slice(0, 7);
}

/** The day in sight after turning the page. */
export function turned(view: View, day: string, by: number) {
  return view === "week" ? plusDays(day, 7 * by) : `${moved(day.slice(0, 7), by)}-01`;
}

/** What is in sight, in words. */
export function spanOf(view: View, day: string) {
  if (view !== "week")
    return new Date(`${day}T12:00:00Z`).toLocaleDateString("en", { month: "long", year: "numeric", timeZone: "UTC" });
  const week = weekOf(day);
  const [first = day, last = day] = [week[0], week[6]];
  return `${first.slice(0, 4) === last.slice(0, 4) ? shortDay(first).replace(/ \d{4}$/, "") : shortDay(first)} – ${shortDay(last)}`;
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
    command("calendarWeek", "Show week", CalendarRange, "v w", () => show("week")),
    command("calendarList", "Show list", List, "v l", () => show("list")),
  ];
}
