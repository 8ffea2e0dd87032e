import { type ComponentType, createContext } from "react";
import type { CalendarItem } from "@/contract/types";
import type { CalendarMark } from "./CalendarMarks";

/** Something with a time, as the calendar shows it. */
export interface CalendarEntry {
  id: string;
  kind: CalendarItem["kind"];
  platform: string;
  title: string;
  at: string;
  timeZone: string;
  status: string;
  note?: string | undefined;
  /** Whether its time may be changed by who looks at it. */
  movable: boolean;
  /** It is not sent before someone approves it, and no one was asked to yet. */
  needsApproval?: boolean;
  /** Its approval as the server sees it. */
  approval?: CalendarItem["approval"];
  /** A person publishes it. */
  byHand?: boolean;
  /** Its first picture. */
  assetId?: string | null;
  /** It has no time yet and comes from the drafts beside the calendar. */
  tray?: boolean;
}

/** How far an approval is, in words. */
export const approvalNames: Record<NonNullable<CalendarItem["approval"]>, string> = {
  approved: "Approved",
  in_review: "In review",
  needs_approval: "Needs approval",
  approval_lost: "Needs approval again",
  changes_requested: "Changes requested",
};

/** A time at which a channel usually publishes, and nothing is planned yet. */
export interface CalendarSlot {
  day: string;
  time: string;
  platform: string;
}

/** What the chips of a calendar share. */
export const CalendarParts = createContext<{
  thumb?: ComponentType<{ assetId: string; alt: string }> | undefined;
  onNext?: ((entry: CalendarEntry) => void) | undefined;
  /** Tasks, reviews and absences by day. */
  marks?: Map<string, CalendarMark[]> | undefined;
}>({});

/** Minutes since midnight as a clock shows them. */
export function clockOf(minutes: number) {
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}
