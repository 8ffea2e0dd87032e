import { ActionIcon, Button, Popover, SegmentedControl } from "@mantine/core";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { type ComponentType, type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useOffer } from "./actions";
import { Keys } from "./Bits";
import type { CalendarMark } from "./CalendarMarks";
import { CalendarPeek, type PeekProps } from "./CalendarPeek";
import classes from "./calendar.module.css";
import { calendarCommands, spanOf, turned, type View, views, visibleDays } from "./calendarDays";
import { type CalendarEntry, CalendarParts, type CalendarSlot, clockOf } from "./calendarEntry";
import { dayOf, instantOf, longDay, wallClock, wallTime, zoneLabel } from "./format";
import { MonthGrid } from "./MonthGrid";
import { type Mover, useMover } from "./useMover";
import { usePrintInLight } from "./usePrintInLight";
import { slotMinutes, WeekGrid } from "./WeekGrid";

interface CalendarProps {
  view: View;
  /** The day shown; today by default. */
  day: string | undefined;
  zone: string;
  /** The entries have arrived; until then an empty day says nothing. */
  known?: boolean;
  entries: CalendarEntry[];
  onLook: (to: { view?: View; day?: string | undefined }) => void;
  onMove: (entry: CalendarEntry, at: Date) => void;
  /** A draft was dropped on a wall clock time; `exact` if not only the day was chosen. */
  onPlan?: ((entry: CalendarEntry, when: string, exact: boolean) => void) | undefined;
  /** Moves an entry to the next free slot of its channel. */
  onNext?: ((entry: CalendarEntry) => void) | undefined;
  onOpen: (entry: CalendarEntry) => void;
  /** Writes something for a wall clock time, or for a day. */
  onCompose?: ((when: string) => void) | undefined;
  /** What else can be done with an entry; drawn in its card. */
  peek?: ComponentType<PeekProps>;
  list?: ReactNode;
  tools?: ReactNode;
  filters?: ReactNode;
  /** Drafts beside the calendar, which the mover drags. */
  tray?: ((mover: Mover) => ReactNode) | undefined;
  thumb?: ComponentType<{ assetId: string; alt: string }>;
  slots?: CalendarSlot[];
  /** Tasks, reviews and absences by day. */
  marks?: Map<string, CalendarMark[]>;
}

const dayMinutes = 24 * 60;

/** Posts and mailings by month, by week or as a list, always in the zone that is named above it. */
export function Calendar({ view, zone, entries, onLook, onMove, onOpen, onCompose, ...rest }: CalendarProps) {
  const today = dayOf(new Date(), zone);
  const day = rest.day ?? today;
  const [peeked, setPeeked] = useState<{ id: string; rect: DOMRect; element: HTMLElement }>();
  const frame = useRef<HTMLDivElement>(null);
  const look = useRef(onLook);
  look.current = onLook;
  const shown = visibleDays(view === "list" ? "month" : view, day);
  const { thumb, onNext, marks } = rest;
  const parts = useMemo(() => ({ thumb, onNext, marks }), [thumb, onNext, marks]);
  const inSight = useRef(shown);
  inSight.current = shown;

  const mover = useMover({
    zone,
    steps: view === "week" ? { across: dayMinutes, along: slotMinutes } : { across: dayMinutes, along: 7 * dayMinutes },
    timeAt: (x, y, before, entry) => {
      const at = timeAt(x, y, before);
      return at && entry.tray ? notPast(at, zone) : at;
    },
    onMove: (entry, at) => (entry.tray ? rest.onPlan?.(entry, wallTime(at, zone), view === "week") : onMove(entry, at)),
    onShow: useCallback((to: string) => {
      if (!inSight.current.includes(to)) look.current({ day: to });
    }, []),
  });
  usePrintInLight();
  const Peek = rest.peek ?? CalendarPeek;
  const peekedEntry = entries.find(({ id }) => id === peeked?.id);
  const closePeek = () => {
    peeked?.element.focus({ preventScroll: true });
    setPeeked(undefined);
  };
  useOffer(
    useMemo(
      () =>
        calendarCommands({
          turn: (by) => look.current({ day: turned(view, day, by) }),
          today: () => look.current({ day: undefined }),
          show: (next) => look.current({ view: next }),
        }),
      [view, day],
    ),
  );
  useEffect(() => {
    if (!peeked) return;
    // What was scrolled before it was opened may be heard of only now: it closes when what it is about has moved.
    const close = () => {
      const { left, top } = peeked.element.getBoundingClientRect();
      if (left !== peeked.rect.left || top !== peeked.rect.top) setPeeked(undefined);
    };
    const scroller = frame.current;
    window.addEventListener("scroll", close, { passive: true });
    scroller?.addEventListener("scroll", close, { passive: true, capture: true });
    return () => {
      window.removeEventListener("scroll", close);
      scroller?.removeEventListener("scroll", close, { capture: true });
    };
  }, [peeked]);

  const shared = {
    zone,
    today,
    entries,
    mover,
    onCompose,
    slots: rest.slots,
    onPeek: (entry: CalendarEntry, element: HTMLElement) =>
      setPeeked({ id: entry.id, rect: element.getBoundingClientRect(), element }),
  };
  return (
    <div
      ref={frame}
      className={classes.calendar}
      data-peeking={peekedEntry ? true : undefined}
      aria-busy={rest.known === false || undefined}
    >
      <div className={classes.bar}>
        <ActionIcon
          variant="default"
          onClick={() => onLook({ day: turned(view, day, -1) })}
          aria-label={view === "month" || view === "list" ? "Previous month" : "Previous page"}
        >
          <ChevronLeft size={15} />
        </ActionIcon>
        <ActionIcon
          variant="default"
          onClick={() => onLook({ day: turned(view, day, 1) })}
          aria-label={view === "month" || view === "list" ? "Next month" : "Next page"}
        >
          <ChevronRight size={15} />
        </ActionIcon>
        <Button size="xs" variant="default" onClick={() => onLook({ day: undefined })}>
          Today
        </Button>
        <h2 className={classes.month} aria-live="polite">
          {spanOf(view, day)}
        </h2>
        <span className={classes.zone}>{zoneLabel(zone, `${day}T12:00:00Z`)}</span>
        <span className={classes.tools}>
          {rest.tools}
          <SegmentedControl
            size="xs"
            value={view}
            aria-label="View"
            onChange={(next) => onLook({ view: next as View })}
            data={views.filter(({ value }) => value !== "list" || rest.list)}
          />
        </span>
      </div>
      <div className={classes.filters}>{rest.filters}</div>
      <CalendarParts.Provider value={parts}>
        <div className={classes.body} data-tray={rest.tray ? true : undefined}>
          <div className={classes.sheet}>
            {view === "list" ? (
              rest.list
            ) : view === "week" ? (
              <WeekGrid days={shown} {...shared} />
            ) : (
              <MonthGrid month={view === "weeks" ? undefined : day.slice(0, 7)} days={shown} {...shared} />
            )}
          </div>
          {rest.tray?.(mover)}
        </div>
      </CalendarParts.Provider>
      {mover.moving ? (
        <div className={classes.moving} role="status" aria-live="assertive">
          <b>{mover.moving.entry.title || "Untitled"}</b>
          <span>
            {instantOf(mover.moving.to, zone).getTime() <= Date.now()
              ? "This time is in the past"
              : `${longDay(mover.moving.to.slice(0, 10))}, ${wallClock(mover.moving.to)} ${zoneLabel(zone, `${mover.moving.to}:00Z`)}`}
          </span>
          {mover.moving.by === "keys" ? (
            <span className={classes.movingKeys}>
              <Keys keys="enter" /> move <Keys keys="escape" /> cancel
            </span>
          ) : null}
        </div>
      ) : null}
      <Popover
        opened={peekedEntry !== undefined}
        onChange={(opened) => !opened && closePeek()}
        position="bottom-start"
        width={340}
        trapFocus
        withRoles={false}
        middlewares={{ flip: true, shift: { padding: 8 } }}
      >
        <Popover.Target>
          <span
            aria-hidden
            style={{
              position: "fixed",
              pointerEvents: "none",
              left: peeked?.rect.left ?? 0,
              top: peeked?.rect.top ?? 0,
              width: peeked?.rect.width ?? 0,
              height: peeked?.rect.height ?? 0,
            }}
          />
        </Popover.Target>
        <Popover.Dropdown role="dialog" aria-label={peekedEntry?.title || "Untitled"} p={0}>
          {peekedEntry ? (
            <Peek
              key={peekedEntry.id}
              entry={peekedEntry}
              zone={zone}
              onMove={(at) => {
                onMove(peekedEntry, at);
                closePeek();
              }}
              onOpen={() => onOpen(peekedEntry)}
              close={closePeek}
            />
          ) : null}
        </Popover.Dropdown>
      </Popover>
    </div>
  );
}

/** A draft dropped on today gets a time that is still to come. */
function notPast(at: string, zone: string) {
  const soon = wallTime(new Date(Date.now() + 3_600_000), zone);
  return at < soon && at.slice(0, 10) === soon.slice(0, 10) ? `${soon.slice(0, 13)}:30` : at;
}

/** Cells say their day, columns of a week their height as well. */
function timeAt(x: number, y: number, before: string) {
  const cell = document.elementFromPoint(x, y)?.closest<HTMLElement>("[data-day]");
  const day = cell?.dataset.day;
  if (!cell || !day) return undefined;
  if (!cell.dataset.hours) return `${day}T${before.slice(11)}`;
  const { top, height } = cell.getBoundingClientRect();
  const minutes = Math.round((((y - top) / height) * dayMinutes) / slotMinutes) * slotMinutes;
  return `${day}T${clockOf(Math.min(dayMinutes - slotMinutes, Math.max(0, minutes)))}`;
}
