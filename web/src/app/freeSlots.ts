import type { CalendarItem, SlotList } from "@/contract/types";
import { instantOf } from "@/ui/format";

/** A time of the week that nothing is planned for yet. */
export interface OpenSlot {
  day: string;
  time: string;
  platform: string;
}

const weekdays = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
const near = 30 * 60_000;

/** The free slots of the channels that are in use here: two for each day at most, none in the past. */
export function freeSlots(
  known: SlotList | undefined,
  items: CalendarItem[],
  days: string[],
  zone: string,
): OpenSlot[] {
  const used = new Set(items.map(({ platform }) => platform));
  const slots = (known?.items ?? [])
    .filter(({ platform }) => used.has(platform))
    .flatMap((channel) => days.flatMap((day) => ofDay(channel, day)))
    .filter((slot, at, all) => all.findIndex((other) => keyOf(other) === keyOf(slot)) === at)
    .map((slot) => ({ ...slot, at: instantOf(`${slot.day}T${slot.time}`, known?.timeZone ?? zone).getTime() }));
  const taken = new Set(items.map((item) => closest(item, slots)));
  return days.flatMap((day) =>
    slots
      .filter((slot) => slot.day === day && slot.at > Date.now() && !taken.has(keyOf(slot)))
      .sort((a, b) => a.time.localeCompare(b.time))
      .slice(0, 2)
      .map(({ time, platform }) => ({ day, time, platform })),
  );
}

const keyOf = ({ platform, day, time }: OpenSlot) => `${platform} ${day} ${time}`;

function ofDay({ platform, slots }: SlotList["items"][number], day: string): OpenSlot[] {
  const weekday = weekdays[new Date(`${day}T12:00:00Z`).getUTCDay()];
  return slots
    .filter((slot) => slot.weekday === weekday)
    .map(({ time }) => ({ day, time: time.slice(0, 5), platform }));
}

/** A post takes the slot next to it, if that is near; between two, the earlier. */
function closest(item: CalendarItem, slots: (OpenSlot & { at: number })[]) {
  const at = new Date(item.at).getTime();
  const [next] = slots
    .filter((slot) => slot.platform === item.platform && Math.abs(slot.at - at) < near)
    .sort((a, b) => Math.abs(a.at - at) - Math.abs(b.at - at) || a.at - b.at);
  return next && keyOf(next);
}
