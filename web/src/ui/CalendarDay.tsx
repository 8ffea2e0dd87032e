import { Plus } from "lucide-react";
import type { ReactNode } from "react";
import classes from "./agenda.module.css";
import { CalendarChip } from "./CalendarChip";
import { DayMarks } from "./CalendarMarks";
import type { CalendarEntry } from "./calendarEntry";
import compose from "./compose.module.css";
import { longDay } from "./format";
import type { GridProps } from "./MonthGrid";

interface NewPostProps {
  day: string;
  onClick: () => void;
}

/** In the corner of a day, seen while something `data-writable` around it is pointed at. */
export function NewPostCorner({ day, onClick }: NewPostProps) {
  return (
    <button type="button" className={compose.compose} onClick={onClick} aria-label={`New post on ${longDay(day)}`}>
      <Plus size={14} aria-hidden />
    </button>
  );
}

interface DayListProps extends Pick<GridProps, "zone" | "today" | "mover" | "onPeek" | "onCompose"> {
  day: string;
  entries: CalendarEntry[];
}

/** The chips of a day below each other, and the way to another, for a phone. */
export function DayList({
  day,
  entries,
  zone,
  today,
  mover,
  onPeek,
  onCompose,
  label,
}: DayListProps & { label?: string }) {
  return (
    <>
      {entries.map((entry) => (
        <CalendarChip key={entry.id} entry={entry} zone={zone} mover={mover} onPeek={onPeek} card />
      ))}
      <DayMarks day={day} />
      {onCompose && day >= today ? (
        <button
          type="button"
          className={classes.agendaNew}
          onClick={() => onCompose(day)}
          aria-label={label ? undefined : `New post on ${longDay(day)}`}
        >
          <Plus size={14} aria-hidden /> {label}
        </button>
      ) : null}
    </>
  );
}

/** A day as a list; what is dragged can be dropped on it. */
export function Agenda({ day, over, children }: { day: string; over?: boolean | undefined; children: ReactNode }) {
  return (
    <section className={classes.agenda} aria-label={longDay(day)} data-day={day} data-over={over || undefined}>
      {children}
    </section>
  );
}

export function AgendaWeek({ children }: { children: ReactNode }) {
  return <div className={classes.agendaWeek}>{children}</div>;
}
