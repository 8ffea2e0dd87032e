import type { CalendarItem } from "@/contract/types";

/** Something with a time, as the calendar shows it. */
export interface CalendarEntry {
  id: string;
  kind: CalendarItem["kind"];
  platform: string;
  title: string;
  at: string;
  timeZone: string;
  status: string;
  note?: string;
  /** Whether its time may be changed by who looks at it. */
  movable: boolean;
  /** It changed after it was approved, so it is not sent before someone approves it again. */
  needsApproval?: boolean;
}

/** Minutes since midnight as a clock shows them. */
export function clockOf(minutes: number) {
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}
