import { ShieldAlert } from "lucide-react";
import { Hidden } from "./Bits";
import type { CalendarEntry } from "./calendarEntry";
import classes from "./chip.module.css";
import { clock, humanise, longDay, wallTime } from "./format";
import { PlatformIcon } from "./PlatformIcon";
import { toneOf } from "./status";
import type { Mover } from "./useMover";

interface ChipProps {
  entry: CalendarEntry;
  zone: string;
  mover: Mover;
  onPeek: (entry: CalendarEntry, element: HTMLElement) => void;
  tall?: boolean;
}

/** One planned thing. It can be dragged, moved by arrow keys, and opened for more. */
export function CalendarChip({ entry, zone, mover, onPeek, tall }: ChipProps) {
  const moves = mover.moving?.entry.id === entry.id;
  return (
    <button
      type="button"
      className={classes.entry}
      data-entry={entry.id}
      data-tone={entry.needsApproval ? "warn" : toneOf(entry.status)}
      data-tall={tall || undefined}
      data-movable={entry.movable || undefined}
      data-moves={moves || undefined}
      aria-haspopup="dialog"
      title={[entry.title, entry.note, entry.needsApproval ? "Needs approval" : ""].filter(Boolean).join(" · ")}
      onPointerDown={(event) => mover.grab(entry, event)}
      onKeyDown={(event) => {
        if (!entry.movable || event.altKey || event.ctrlKey || event.metaKey) return;
        if (mover.step(entry, event.key)) event.preventDefault();
      }}
      onClick={(event) => {
        event.stopPropagation();
        if (!mover.wasDragged()) onPeek(entry, event.currentTarget);
      }}
    >
      {entry.needsApproval ? (
        <ShieldAlert size={12} aria-hidden />
      ) : (
        <PlatformIcon platform={entry.platform} size={12} named />
      )}
      <time dateTime={entry.at}>{clock(entry.at, zone)}</time>
      <span className={classes.entryTitle}>{entry.title || "Untitled"}</span>
      <Hidden>
        , {longDay(wallTime(entry.at, zone).slice(0, 10))}, {humanise(entry.status)}
        {entry.needsApproval ? ", needs approval" : ""}
        {entry.movable ? ". Arrow keys move it." : ""}
      </Hidden>
    </button>
  );
}

/** Where it would be, while it moves. */
export function CalendarGhost({ entry, to, tall }: { entry: CalendarEntry; to: string; tall?: boolean }) {
  return (
    <div
      className={classes.entry}
      data-ghost
      data-tone={toneOf(entry.status)}
      data-tall={tall || undefined}
      aria-hidden
    >
      <PlatformIcon platform={entry.platform} size={12} named />
      <time>{to.slice(11)}</time>
      <span className={classes.entryTitle}>{entry.title || "Untitled"}</span>
    </div>
  );
}
