import { Check, Clock, Hand, ShieldAlert, TriangleAlert } from "lucide-react";
import { useContext } from "react";
import { Hidden } from "./Bits";
import { approvalNames, type CalendarEntry, CalendarParts } from "./calendarEntry";
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
  /** With its picture and room for its title. */
  card?: boolean;
  /** Without its picture, where there are many. */
  plain?: boolean;
}

/** One planned thing. It can be dragged, moved by arrow keys, and opened for more. */
export function CalendarChip({ entry, zone, mover, onPeek, tall, card, plain }: ChipProps) {
  const { thumb: Thumb, onNext } = useContext(CalendarParts);
  const pictured = card && !plain && Thumb && Boolean(entry.assetId);
  const moves = mover.moving?.entry.id === entry.id;
  return (
    <button
      type="button"
      className={classes.entry}
      data-entry={entry.id}
      data-tone={toneOfEntry(entry)}
      data-tall={tall || undefined}
      data-card={card || undefined}
      data-pictured={pictured || undefined}
      data-channel={entry.platform}
      data-out={isOut(entry) || undefined}
      data-movable={entry.movable || undefined}
      data-moves={moves || undefined}
      aria-haspopup="dialog"
      title={[entry.title, entry.note, entry.needsApproval ? "Needs approval" : ""].filter(Boolean).join(" · ")}
      onPointerDown={(event) => mover.grab(entry, event)}
      onKeyDown={(event) => {
        if (!entry.movable || event.altKey || event.ctrlKey || event.metaKey) return;
        if (event.key === "s" && onNext && entry.platform !== "email") {
          event.stopPropagation();
          onNext(entry);
        } else if (mover.step(entry, event.key)) event.preventDefault();
      }}
      onClick={(event) => {
        event.stopPropagation();
        if (!mover.wasDragged()) onPeek(entry, event.currentTarget);
      }}
    >
      {pictured && Thumb && entry.assetId ? (
        <span className={classes.thumb}>
          <Thumb assetId={entry.assetId} alt="" />
        </span>
      ) : null}
      <PlatformIcon platform={entry.platform} size={card ? 14 : 12} named />
      <time dateTime={entry.at}>{clock(entry.at, zone)}</time>
      {card || entry.needsApproval || toneOf(entry.status) === "bad" ? <StateMark entry={entry} /> : null}
      <span className={classes.entryTitle}>{entry.title || "Untitled"}</span>
      {card && noteOf(entry) ? <span className={classes.note}>{noteOf(entry)}</span> : null}
      <Hidden>
        , {longDay(wallTime(entry.at, zone).slice(0, 10))}, {humanise(entry.status)}
        {entry.needsApproval ? ", needs approval" : ""}
        {entry.movable ? ". Arrow keys move it." : ""}
      </Hidden>
    </button>
  );
}

function isOut({ status }: CalendarEntry) {
  return ["published", "sent"].includes(status);
}

/** How far it is, as a mark; the words are in the text for screen readers and in its card. */
function StateMark({ entry }: { entry: CalendarEntry }) {
  const Mark = entry.needsApproval
    ? ShieldAlert
    : ["failed", "unconfirmed"].includes(entry.status)
      ? TriangleAlert
      : isOut(entry)
        ? Check
        : entry.byHand
          ? Hand
          : entry.approval && entry.approval !== "approved"
            ? Clock
            : undefined;
  return Mark ? <Mark size={13} aria-hidden className={classes.mark} /> : null;
}

function toneOfEntry({ approval, status, needsApproval }: CalendarEntry) {
  if (needsApproval) return "warn";
  return approval === "changes_requested" && status === "scheduled" ? "bad" : toneOf(status);
}

function noteOf(entry: CalendarEntry) {
  if (entry.needsApproval || (entry.approval === "changes_requested" && entry.status === "scheduled"))
    return approvalNames[entry.approval ?? "needs_approval"];
  if (entry.approval === "in_review" && entry.status === "scheduled") return approvalNames.in_review;
  if (entry.status === "handed_over") return "Post it now";
  if (["failed", "unconfirmed"].includes(entry.status)) return humanise(entry.status);
  return entry.note;
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
