import type { Goal } from "@/contract/types";
import { counted } from "@/ui/format";

const number = new Intl.NumberFormat("en", { maximumFractionDigits: 2 });
const percent = new Intl.NumberFormat("en", { style: "percent", maximumFractionDigits: 1 });
const rates = ["open_rate", "click_rate", "conversion_rate"];

/** An amount in the goal's own unit, without words: those are in its text. */
export function goalAmount({ counted: what, unit }: Goal, amount: number) {
  if (rates.includes(what ?? "") || unit === "%") return percent.format(amount);
  if (/^[A-Z]{3}$/.test(unit ?? ""))
    return new Intl.NumberFormat("en", { style: "currency", currency: unit ?? "EUR", maximumFractionDigits: 2 })
      .format(amount)
      .replace(/\.00$/, "");
  return number.format(amount);
}

/** The status whose color a state has. */
export function goalTone(state: Goal["state"]) {
  if (state === "reached" || state === "ahead" || state === "on_track") return "active";
  if (state === "behind") return "paused";
  return state === "missed" ? "failed" : state === "counting" ? "planned" : "draft";
}

/** How far the goal is from an even pace, in words. */
export function paceOf(goal: Goal) {
  const { value, expected, state, target } = goal;
  if (value === null) return "";
  if (state === "reached") return "Goal reached";
  if (expected === null) return `${goalAmount(goal, Math.abs((target ?? 0) - value))} to go`;
  const ahead = Math.round(value - expected);
  if (ahead === 0) return "At an even pace";
  return `${number.format(Math.abs(ahead))} ${ahead > 0 ? "ahead of" : "behind"} an even pace`;
}

/** What the chart of a goal shows, for those who don't see it. */
export function chartWords(goal: Goal) {
  const last = goal.days.at(-1);
  return `${goal.name}: ${goalAmount(goal, goal.value ?? 0)} of ${goalAmount(goal, goal.target ?? 0)} after ${counted(
    goal.days.length,
    "day",
  )} with figures${last?.open ? ", the last of them still open" : ""}`;
}

const figureOfGoal: Record<string, string> = {
  conversions: "conversions",
  clicks: "clicks",
  impressions: "impressions",
  opens: "opens",
  reach: "reach",
  engagements: "engagements",
  delivered: "delivered",
  posts: "posts",
  revenue: "revenue",
};

/** The figure that a goal counts, by its key among all figures. */
export function figureOfFirst(goals: Goal[]) {
  const goal = goals.find(({ value }) => value !== null);
  return figureOfGoal[goal?.counted ?? ""];
}

/** How much a day reaches the goal that counts this figure. */
export function paceADay(goals: Goal[], figure: string) {
  const goal = goals.find(({ counted: what }) => figureOfGoal[what ?? ""] === figure);
  if (!goal?.target || !goal.from || !goal.by) return undefined;
  const days = (Date.parse(goal.by) - Date.parse(goal.from)) / 86_400_000 + 1;
  return days > 0 ? goal.target / days : undefined;
}
