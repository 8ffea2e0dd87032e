import { useInterval } from "@mantine/hooks";
import { Plus } from "lucide-react";
import { type CSSProperties, type MouseEvent, useEffect, useMemo, useRef, useState } from "react";
import { CalendarChip, CalendarGhost } from "./CalendarChip";
import { Agenda, AgendaWeek, DayList, NewPostCorner } from "./CalendarDay";
import { DayMarks } from "./CalendarMarks";
import { byDay, weekdays } from "./calendarDays";
import { type CalendarEntry, clockOf } from "./calendarEntry";
import { wallClock, wallTime } from "./format";
import type { GridProps } from "./MonthGrid";
import classes from "./week.module.css";

export const slotMinutes = 15;
const hourHeight = 44;
/** As high as a chip of two lines, so that overlapping entries are shown side by side. */
const chipMinutes = 54;
const hours = Array.from({ length: 24 }, (_, hour) => hour);

/** A week by the hour on a desk; on a phone the same week as a list of days. */
export function WeekGrid({ days, ...grid }: GridProps) {
  const { zone, today, entries, onCompose } = grid;
  const scroller = useRef<HTMLDivElement>(null);
  const first = Math.min(8, ...entries.map((entry) => Number(wallTime(entry.at, zone).slice(11, 13))));
  const filled = entries.length > 0;
  const [now, setNow] = useState(() => wallTime(new Date(), zone));
  useInterval(() => setNow(wallTime(new Date(), zone)), 30_000, { autoInvoke: true });
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is moved later does not scroll the week
  useEffect(() => {
    if (scroller.current) scroller.current.scrollTop = first * hourHeight - 12;
  }, [filled, days[0]]);
  const known = useMemo(() => byDay(entries, zone), [entries, zone]);
  const ofDay = (day: string) => known.get(day) ?? [];

  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keys */}
      <section className={classes.week} ref={scroller} tabIndex={0} aria-label="Week">
        <div className={classes.weekHead}>
          <span />
          {days.map((day, index) => (
            <div key={day} data-today={day === today || undefined} data-writable>
              <span>{weekdays[index]?.slice(0, 3)}</span>
              <b>{Number(day.slice(8))}</b>
              {onCompose && day >= today ? <NewPostCorner day={day} onClick={() => onCompose(day)} /> : null}
              <DayMarks day={day} />
            </div>
          ))}
        </div>
        <div className={classes.weekBody} style={{ height: 24 * hourHeight }}>
          <div className={classes.hours} aria-hidden>
            {hours.slice(1).map((hour) => (
              <span key={hour} style={{ top: hour * hourHeight }}>
                {hourName(hour)}
              </span>
            ))}
          </div>
          {days.map((day) => (
            <Column key={day} day={day} now={now} grid={{ ...grid, days, entries: ofDay(day) }} />
          ))}
        </div>
      </section>
      <AgendaWeek>
        {days.map((day, index) => (
          <Agenda key={day} day={day} over={grid.mover.moving?.to.slice(0, 10) === day}>
            <h3 data-today={day === today || undefined}>
              {weekdays[index]?.slice(0, 3)} {Number(day.slice(8))}
            </h3>
            <div>
              <DayList {...grid} day={day} entries={ofDay(day)} />
            </div>
          </Agenda>
        ))}
      </AgendaWeek>
    </>
  );
}

function Column({ day, now, grid }: { day: string; now: string; grid: GridProps }) {
  const { entries, zone, today, mover, onPeek, onCompose } = grid;
  const [slot, setSlot] = useState<number>();
  const { moving } = mover;
  const placed = sideBySide(entries, zone);
  const minuteAt = ({ clientY, currentTarget }: MouseEvent<HTMLElement>) => {
    const { top, height } = currentTarget.getBoundingClientRect();
    return Math.min(23.5 * 60, Math.floor(((clientY - top) / height) * 48) * 30);
  };
  const open = (minutes: number) => `${day}T${clockOf(minutes)}` > now;
  const ghost = moving && moving.to.slice(0, 10) === day && moving.to !== wallTime(moving.entry.at, zone);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: the button above the column has the keys
    <div
      className={classes.column}
      data-day={day}
      data-hours
      data-today={day === today || undefined}
      data-past={day < today || undefined}
      onMouseMove={(event) =>
        onCompose && setSlot((event.target as HTMLElement).closest("button") ? undefined : minuteAt(event))
      }
      onMouseLeave={() => setSlot(undefined)}
      onClick={(event) => {
        const empty = !(event.target as HTMLElement).closest("button");
        if (!empty || mover.wasDragged()) return;
        const minutes = minuteAt(event);
        if (open(minutes)) onCompose?.(`${day}T${clockOf(minutes)}`);
      }}
    >
      {day === today ? (
        <>
          <span className={classes.gone} style={{ height: topOf(now.slice(11)) }} aria-hidden />
          <span className={classes.now} style={{ top: topOf(now.slice(11)) }} aria-hidden />
        </>
      ) : null}
      {slot !== undefined && !moving && open(slot) ? (
        <span className={classes.slot} style={{ top: (slot / 60) * hourHeight }} aria-hidden>
          <Plus size={12} /> {wallClock(`${day}T${clockOf(slot)}`)}
        </span>
      ) : null}
      {placed.map(({ entry, style }) => (
        <div key={entry.id} className={classes.placed} style={style}>
          <CalendarChip entry={entry} zone={zone} mover={mover} onPeek={onPeek} tall />
        </div>
      ))}
      {ghost && moving ? (
        <div className={classes.placed} style={{ top: topOf(moving.to.slice(11)), left: 2, right: 2, zIndex: 3 }}>
          <CalendarGhost entry={moving.entry} to={moving.to} tall />
        </div>
      ) : null}
    </div>
  );
}

function minutesOf(clock: string) {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
}

function topOf(clock: string) {
  return (minutesOf(clock) / 60) * hourHeight;
}

/** Chips that would cover each other share the width of the day. */
function sideBySide(entries: CalendarEntry[], zone: string) {
  const groups: { entry: CalendarEntry; minutes: number }[][] = [];
  for (const entry of entries) {
    const minutes = Math.min(minutesOf(wallTime(entry.at, zone).slice(11)), 24 * 60 - chipMinutes);
    const last = groups.at(-1);
    if (last && minutes < (last.at(-1)?.minutes ?? 0) + chipMinutes) last.push({ entry, minutes });
    else groups.push([{ entry, minutes }]);
  }
  return groups.flatMap((group) =>
    group.map(({ entry, minutes }, index) => ({
      entry,
      style: {
        top: (minutes / 60) * hourHeight,
        left: `calc(${(index / group.length) * 100}% + 2px)`,
        width: `calc(${100 / group.length}% - 4px)`,
      } satisfies CSSProperties,
    })),
  );
}

/** `9 AM` */
function hourName(hour: number) {
  return wallClock(`2026-01-01T${clockOf(hour * 60)}`).replace(":00", "");
}
