import type { CampaignType } from "@/contract/types";
import { counted, weekdayDay } from "@/ui/format";
import { movedBy, onWorkingDay } from "./timeline";

/** The working days that the work of each template takes. */
export const templateDays: Record<CampaignType, number> = {
  newsletter: 14,
  product_launch: 42,
  brand_awareness: 30,
  lead_generation: 28,
  seasonal: 21,
  event: 45,
  always_on: 10,
  custom: 7,
};

const paces: Record<string, number> = { urgent: 0.8, high: 0.9, low: 1.2 };
const week = { timeZone: "UTC", workDays: ["mon", "tue", "wed", "thu", "fri"], hoursPerDay: 8, holidays: [] };

interface Wish {
  template: string;
  anchor: string;
  date: string | null;
  /** The priority that the lengths are adjusted to. */
  priority: string | undefined;
}

/** Why the work of a template isn't ready in time, even if it is started today. Public holidays aren't counted. */
export function tooShort({ template, anchor, date, priority }: Wish, today: string) {
  const usual = templateDays[template as CampaignType];
  if (!usual || !date || anchor === "start") return undefined;
  const pace = paces[priority ?? ""] ?? 1;
  const days = Math.round(usual * pace);
  const ready = movedBy(week, onWorkingDay(week, today), days - 1);
  if (anchor === "launch" ? ready < date : ready <= date) return undefined;
  const what = anchor === "launch" ? "launch" : "end";
  return `The work takes ${pace === 1 ? "" : "about "}${counted(days, "working day")}. Started today, it would be ready on ${weekdayDay(ready)}, too late for the ${what} on ${weekdayDay(date)}. Choose a later day, or plan from the start of the work.`;
}
