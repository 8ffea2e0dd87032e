import { Link, type LinkProps } from "@tanstack/react-router";
import { ListChecks, type LucideIcon, ShieldCheck, TreePalm } from "lucide-react";
import { useContext, useState } from "react";
import { CalendarParts } from "./calendarEntry";
import classes from "./marks.module.css";

/** What a day has beside posts and e-mails, without a time of its own. */
export interface CalendarMark {
  id: string;
  day: string;
  kind: "task" | "review" | "absence";
  title: string;
  /** It is overdue. */
  late?: boolean | undefined;
  place: LinkProps;
}

const icons: Record<CalendarMark["kind"], LucideIcon> = { task: ListChecks, review: ShieldCheck, absence: TreePalm };
const names: Record<CalendarMark["kind"], string> = { task: "Task", review: "Review", absence: "Absence" };

const shownAtFirst = 3;

/** The tasks, reviews and absences of a day, each a link. */
export function DayMarks({ day }: { day: string }) {
  const marks = useContext(CalendarParts).marks?.get(day) ?? [];
  const [all, setAll] = useState(false);
  if (marks.length === 0) return null;
  const shown = all || marks.length <= shownAtFirst ? marks : marks.slice(0, shownAtFirst - 1);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/noStaticElementInteractions: only keeps the click from the day behind it
    <div className={classes.marks} onClick={(event) => event.stopPropagation()}>
      {shown.map((mark) => (
        <MarkLink key={mark.id} mark={mark} />
      ))}
      {shown.length < marks.length ? (
        <button type="button" className={classes.more} onClick={() => setAll(true)}>
          +{marks.length - shown.length} more
        </button>
      ) : null}
    </div>
  );
}

export function MarkLink({ mark: { kind, title, late, place } }: { mark: CalendarMark }) {
  const Icon = icons[kind];
  return (
    <Link {...place} className={classes.mark} data-kind={kind} data-late={late || undefined} title={title}>
      <Icon size={12} role="img" aria-label={late ? `${names[kind]}, overdue` : names[kind]} />
      <span>{title}</span>
    </Link>
  );
}
