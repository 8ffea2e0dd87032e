import { ActionIcon, Button } from "@mantine/core";
import { ChevronLeft, ChevronRight, Mail, Newspaper, Plus } from "lucide-react";
import { type ReactNode, useState } from "react";
import classes from "./calendar.module.css";
import { clock, dayOf, longDay, plusDays, zoneLabel } from "./format";
import { toneOf } from "./status";

export interface CalendarEntry {
  id: string;
  kind: "post" | "mailing";
  title: string;
  at: string;
  status: string;
  note?: string;
}

interface MonthViewProps {
  month: string;
  zone: string;
  entries: CalendarEntry[];
  onMonth: (month: string | undefined) => void;
  onOpen: (entry: CalendarEntry) => void;
  onCompose?: (day: string) => void;
  tools?: ReactNode;
}

const weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

export function thisMonth(zone: string) {
  return dayOf(new Date(), zone).slice(0, 7);
}

/** The days a month shows: whole weeks, Monday first. */
export function daysOf(month: string) {
  const first = `${month}-01`;
  const weekday = (new Date(`${first}T12:00:00Z`).getUTCDay() + 6) % 7;
  const start = plusDays(first, -weekday);
  const last = plusDays(`${moved(month, 1)}-01`, -1);
  const weeks = last <= plusDays(start, 34) ? 5 : 6;
  return Array.from({ length: weeks * 7 }, (_, index) => plusDays(start, index));
}

export function moved(month: string, by: number) {
  const date = new Date(`${month}-15T12:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() + by);
  return date.toISOString().slice(0, 7);
}

export function MonthView({ month, zone, entries, onMonth, onOpen, onCompose, tools }: MonthViewProps) {
  const today = dayOf(new Date(), zone);
  const [chosen, setChosen] = useState<string>();
  const days = daysOf(month);
  const ofDay = (day: string) =>
    entries.filter((entry) => dayOf(entry.at, zone) === day).sort((a, b) => a.at.localeCompare(b.at));
  const name = new Date(`${month}-15T12:00:00Z`).toLocaleDateString("en", {
    month: "long",
    year: "numeric",
    timeZone: "UTC",
  });
  const shown = chosen && days.includes(chosen) ? chosen : days.includes(today) ? today : `${month}-01`;

  return (
    <div>
      <div className={classes.bar}>
        <ActionIcon variant="default" onClick={() => onMonth(moved(month, -1))} aria-label="Month before">
          <ChevronLeft size={15} />
        </ActionIcon>
        <h2 className={classes.month} aria-live="polite">
          {name}
        </h2>
        <ActionIcon variant="default" onClick={() => onMonth(moved(month, 1))} aria-label="Month after">
          <ChevronRight size={15} />
        </ActionIcon>
        <Button size="xs" variant="default" onClick={() => onMonth(undefined)}>
          Today
        </Button>
        <span className={classes.zone}>{zoneLabel(zone)}</span>
        <span className={classes.tools}>{tools}</span>
      </div>
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
                <td
                  key={day}
                  data-outside={day.slice(0, 7) !== month || undefined}
                  data-today={day === today || undefined}
                  data-chosen={day === shown || undefined}
                >
                  <Day
                    day={day}
                    zone={zone}
                    entries={ofDay(day)}
                    onOpen={onOpen}
                    choose={() => setChosen(day)}
                    compose={onCompose && day >= today ? () => onCompose(day) : undefined}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <section className={classes.agenda} aria-label={longDay(shown)}>
        <h3>{longDay(shown)}</h3>
        {ofDay(shown).length === 0 ? <p>Nothing is planned on this day.</p> : null}
        {ofDay(shown).map((entry) => (
          <Entry key={entry.id} entry={entry} zone={zone} onOpen={onOpen} />
        ))}
      </section>
    </div>
  );
}

interface DayProps {
  day: string;
  zone: string;
  entries: CalendarEntry[];
  onOpen: (entry: CalendarEntry) => void;
  choose: () => void;
  compose: (() => void) | undefined;
}

function Day({ day, zone, entries, onOpen, choose, compose }: DayProps) {
  const [all, setAll] = useState(false);
  const shown = all ? entries : entries.slice(0, 3);
  return (
    <div className={classes.day}>
      <button
        type="button"
        className={classes.number}
        onClick={choose}
        aria-label={`${longDay(day)}, ${entries.length} planned`}
      >
        {Number(day.slice(8))}
        {entries.length > 0 ? <i className={classes.dots} aria-hidden /> : null}
      </button>
      <span className={classes.number} data-plain aria-hidden>
        {Number(day.slice(8))}
      </span>
      {compose ? (
        <button type="button" className={classes.compose} onClick={compose} aria-label={`New post on ${longDay(day)}`}>
          <Plus size={14} aria-hidden />
        </button>
      ) : null}
      <div className={classes.entries}>
        {shown.map((entry) => (
          <Entry key={entry.id} entry={entry} zone={zone} onOpen={onOpen} />
        ))}
        {entries.length > shown.length ? (
          <button type="button" className={classes.more} onClick={() => setAll(true)}>
            {entries.length - shown.length} more
          </button>
        ) : null}
      </div>
    </div>
  );
}

function Entry({
  entry,
  zone,
  onOpen,
}: {
  entry: CalendarEntry;
  zone: string;
  onOpen: (entry: CalendarEntry) => void;
}) {
  const Icon = entry.kind === "mailing" ? Mail : Newspaper;
  return (
    <button
      type="button"
      className={classes.entry}
      data-tone={toneOf(entry.status)}
      onClick={() => onOpen(entry)}
      title={`${clock(entry.at, zone)} ${entry.title}${entry.note ? ` · ${entry.note}` : ""}`}
    >
      <Icon size={12} aria-label={entry.kind === "mailing" ? "Mailing" : "Post"} />
      <time dateTime={entry.at}>{clock(entry.at, zone)}</time>
      <span>{entry.title}</span>
    </button>
  );
}
