import { useContext, useMemo, useState } from "react";
import { CalendarChip, CalendarGhost } from "./CalendarChip";
import { Agenda, DayList, NewPostCorner } from "./CalendarDay";
import { DayMarks } from "./CalendarMarks";
import { byDay, weekdays } from "./calendarDays";
import { type CalendarEntry, CalendarParts, type CalendarSlot } from "./calendarEntry";
import { dayAndMonth, dayOf, longDay, wallClock } from "./format";
import classes from "./month.module.css";
import { PlatformIcon } from "./PlatformIcon";
import { platformName } from "./platforms";
import type { Mover } from "./useMover";

export interface GridProps {
  days: string[];
  zone: string;
  today: string;
  entries: CalendarEntry[];
  mover: Mover;
  onPeek: (entry: CalendarEntry, element: HTMLElement) => void;
  onCompose?: ((when: string) => void) | undefined;
  slots?: CalendarSlot[] | undefined;
}

/** Whole weeks: of a month, or without one two weeks whose entries have room for their pictures. */
export function MonthGrid({ month, days, ...grid }: GridProps & { month: string | undefined }) {
  const { today, zone, entries } = grid;
  const [chosen, setChosen] = useState<string>();
  const known = useMemo(() => byDay(entries, zone), [entries, zone]);
  const ofDay = (day: string) => known.get(day) ?? [];
  const shown =
    chosen && days.includes(chosen)
      ? chosen
      : days.includes(today)
        ? today
        : (days.find((day) => !month || day.startsWith(month)) ?? today);
  const agenda = ofDay(shown);
  const next = days.find((day) => day > shown && ofDay(day).length > 0);
  return (
    <>
      <table className={classes.grid}>
        <thead>
          <tr>
            {weekdays.map((weekday) => (
              <th key={weekday} scope="col" abbr={weekday}>
                {weekday.slice(0, 3)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: days.length / 7 }, (_, week) => days.slice(week * 7, week * 7 + 7)).map((week) => (
            <tr key={week[0]}>
              {week.map((day) => (
                <Day
                  key={day}
                  day={day}
                  outside={month !== undefined && day.slice(0, 7) !== month}
                  roomy={month === undefined}
                  chosen={day === shown}
                  choose={() => setChosen(day)}
                  grid={{ ...grid, days, entries: ofDay(day) }}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <Agenda day={shown}>
        <h3>{longDay(shown)}</h3>
        {agenda.length === 0 ? <EmptyDay day={shown} next={next} choose={setChosen} /> : null}
        <DayList {...grid} day={shown} entries={agenda} label="New post" />
        {agenda.some(({ movable }) => movable) ? (
          <p className={classes.hint}>Press and hold an item to drag it to another day.</p>
        ) : null}
      </Agenda>
    </>
  );
}

/** Says where the next one is, a tap away. */
function EmptyDay({ day, next, choose }: { day: string; next: string | undefined; choose: (day: string) => void }) {
  return (
    <p className={classes.emptyDay}>
      Nothing on {dayAndMonth(day)}.
      {next ? (
        <button type="button" onClick={() => choose(next)}>
          Next: {dayAndMonth(next)}
        </button>
      ) : null}
    </p>
  );
}

interface DayProps {
  day: string;
  outside: boolean;
  roomy: boolean;
  chosen: boolean;
  choose: () => void;
  grid: GridProps;
}

function Day({ day, outside, roomy, chosen, choose, grid }: DayProps) {
  const { entries, zone, today, mover, onPeek, onCompose } = grid;
  const shownAtFirst = roomy ? 6 : 4;
  const marked = useContext(CalendarParts).marks?.has(day);
  const open = roomy ? (grid.slots ?? []).filter((slot) => slot.day === day) : [];
  const busy = entries.length > 3;
  const [all, setAll] = useState(false);
  const shown = all || entries.length <= shownAtFirst ? entries : entries.slice(0, shownAtFirst - 1);
  const { moving } = mover;
  const here = moving && moving.to.slice(0, 10) === day && dayOf(moving.entry.at, zone) !== day;
  const compose = onCompose && day >= today ? () => onCompose(day) : undefined;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the button inside has the keys
    <td
      data-day={day}
      data-outside={outside || undefined}
      data-roomy={roomy || undefined}
      data-today={day === today || undefined}
      data-past={day < today || undefined}
      data-chosen={chosen || undefined}
      data-over={here || undefined}
      data-composes={compose ? true : undefined}
      onClick={(event) => {
        const empty = !(event.target as HTMLElement).closest("button");
        if (empty && !mover.wasDragged() && window.matchMedia("(min-width: 48em)").matches) compose?.();
      }}
    >
      <div className={classes.day} data-writable>
        <button
          type="button"
          className={classes.number}
          onClick={choose}
          aria-label={`${longDay(day)}, ${entries.length} scheduled`}
        >
          {Number(day.slice(8))}
          {entries.length > 0 || marked ? <i className={classes.dots} aria-hidden /> : null}
        </button>
        <span className={classes.number} data-plain aria-hidden>
          {Number(day.slice(8))}
        </span>
        {compose ? <NewPostCorner day={day} onClick={compose} /> : null}
        <div className={classes.entries}>
          {shown.map((entry) => (
            <CalendarChip
              key={entry.id}
              entry={entry}
              zone={zone}
              mover={mover}
              onPeek={onPeek}
              card={roomy}
              plain={busy}
            />
          ))}
          {here && moving ? <CalendarGhost entry={moving.entry} to={moving.to} /> : null}
          {entries.length > shown.length ? (
            <button type="button" className={classes.more} onClick={() => setAll(true)}>
              +{entries.length - shown.length} more
            </button>
          ) : null}
          <DayMarks day={day} />
          {open.map((slot) => (
            <FreeSlot key={slot.platform + slot.time} slot={slot} onCompose={onCompose} />
          ))}
        </div>
      </div>
    </td>
  );
}

/** A free slot of a channel; where something can be written, it starts there. */
function FreeSlot({ slot, onCompose }: { slot: CalendarSlot; onCompose: GridProps["onCompose"] }) {
  const { day, time, platform } = slot;
  const clock = wallClock(`${day}T${time}`);
  const words = (
    <>
      <PlatformIcon platform={platform} size={13} named /> {clock}
    </>
  );
  const label = `Free slot: ${platformName(platform)}, ${longDay(day)}, ${clock}`;
  return onCompose ? (
    <button type="button" className={classes.slot} aria-label={label} onClick={() => onCompose(`${day}T${time}`)}>
      + {words}
    </button>
  ) : (
    <span className={classes.slot} title={label}>
      {words}
    </span>
  );
}
