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
  const channels = known?.items.filter(({ platform }) => used.has(platform)) ?? [];
  return days.flatMap((day) => {
    const weekday = weekdays[new Date(`${day}T12:00:00Z`).getUTCDay()];
    return channels
      .flatMap(({ platform, slots }) =>
        slots.filter((slot) => slot.weekday === weekday).map(({ time }) => ({ day, time: time.slice(0, 5), platform })),
      )
      .filter(({ time, platform }) => {
        const at = instantOf(`${day}T${time}`, known?.timeZone ?? zone).getTime();
        return (
          at > Date.now() &&
          !items.some((item) => item.platform === platform && Math.abs(new Date(item.at).getTime() - at) < near)
        );
      })
      .filter(
        (slot, at, all) =>
          all.findIndex((other) => other.platform === slot.platform && other.time === slot.time) === at,
      )
      .sort((a, b) => a.time.localeCompare(b.time))
      .slice(0, 2);
  });
}
