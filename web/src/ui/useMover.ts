import { type PointerEvent as ReactPointerEvent, useCallback, useEffect, useRef, useState } from "react";
import type { CalendarEntry } from "./calendarEntry";
import { instantOf, wallTime } from "./format";

/** Something planned on its way to another time, which is its own only when it is let go. */
export interface Moving {
  entry: CalendarEntry;
  /** The wall clock time it would have. */
  to: string;
  by: "keys" | "pointer";
}

interface MoverSettings {
  zone: string;
  /** Minutes that a key moves by: left and right, up and down. */
  steps: { across: number; along: number };
  /** The wall clock time under a point of the screen, for something that had this time. */
  timeAt: (x: number, y: number, before: string, entry: CalendarEntry) => string | undefined;
  onMove: (entry: CalendarEntry, at: Date) => void;
  /** What is moved by keys stays in sight. */
  onShow: (day: string) => void;
}

const minute = 60_000;
const slack = 4;
const touchSlack = 10;
const longPress = 380;

/** A finger at the edge of the screen brings what is beyond it into sight. */
function scrollNear(y: number) {
  const edge = 90;
  if (y < edge) window.scrollBy(0, -14);
  else if (y > window.innerHeight - edge) window.scrollBy(0, 14);
}

/** Moves what is planned by mouse (drag), by finger (press, then drag), or by keys: arrows move, Enter lets go, Escape leaves it where it was. */
export function useMover(settings: MoverSettings) {
  const latest = useRef(settings);
  latest.current = settings;
  const [moving, setMoving] = useState<Moving>();
  const state = useRef<Moving | undefined>(undefined);
  const focusAfter = useRef<string | undefined>(undefined);
  const dragged = useRef(false);

  const show = useCallback((next: Moving | undefined) => {
    state.current = next;
    setMoving(next);
  }, []);

  const finish = useCallback(
    (keep: boolean) => {
      const done = state.current;
      if (!done) return;
      if (done.by === "keys") focusAfter.current = done.entry.id;
      const { zone, onMove, onShow } = latest.current;
      const at = instantOf(done.to, zone);
      if (keep && done.to !== wallTime(done.entry.at, zone) && at.getTime() > Date.now()) onMove(done.entry, at);
      else if (done.by === "keys") onShow(wallTime(done.entry.at, zone).slice(0, 10));
      show(undefined);
    },
    [show],
  );

  const step = useCallback(
    (entry: CalendarEntry, key: string) => {
      const { zone, steps, onShow } = latest.current;
      const by = { ArrowLeft: -steps.across, ArrowRight: steps.across, ArrowUp: -steps.along, ArrowDown: steps.along }[
        key
      ];
      if (by === undefined) return false;
      const from = state.current?.to ?? wallTime(entry.at, zone);
      const moved = new Date(Date.parse(`${from}:00Z`) + by * minute).toISOString().slice(0, 16);
      if (instantOf(moved, zone).getTime() <= Date.now()) return true;
      show({ entry, to: moved, by: "keys" });
      onShow(moved.slice(0, 10));
      return true;
    },
    [show],
  );

  const byKeys = moving?.by === "keys";
  useEffect(() => {
    if (!byKeys) return;
    const onKeyDown = (event: KeyboardEvent) => {
      const now = state.current;
      if (!now) return;
      if (event.key === "Tab") finish(false);
      else if (event.key === "Enter" || event.key === " ") finish(true);
      else if (event.key === "Escape") finish(false);
      else if (!step(now.entry, event.key)) return;
      if (event.key === "Tab") return;
      event.preventDefault();
      event.stopPropagation();
    };
    const onPointerDown = () => finish(false);
    window.addEventListener("keydown", onKeyDown, true);
    window.addEventListener("pointerdown", onPointerDown, true);
    return () => {
      window.removeEventListener("keydown", onKeyDown, true);
      window.removeEventListener("pointerdown", onPointerDown, true);
    };
  }, [byKeys, finish, step]);

  // What was moved by keys keeps the focus, wherever it is drawn now.
  useEffect(() => {
    const id = focusAfter.current;
    if (moving || !id) return;
    focusAfter.current = undefined;
    const found = [...document.querySelectorAll<HTMLElement>(`[data-entry="${id}"]`)].find(
      (element) => element.offsetParent !== null,
    );
    found?.focus();
  }, [moving]);

  const grab = useCallback(
    (entry: CalendarEntry, event: ReactPointerEvent) => {
      dragged.current = false;
      if (!entry.movable || event.button !== 0) return;
      const touch = event.pointerType === "touch";
      const start = { x: event.clientX, y: event.clientY };
      const before = wallTime(entry.at, latest.current.zone);
      const begin = (to = before) => {
        dragged.current = true;
        show({ entry, to, by: "pointer" });
      };
      // A finger that moves at once scrolls; one that rests first has taken hold of it.
      const held = touch
        ? setTimeout(() => {
            begin();
            navigator.vibrate?.(15);
          }, longPress)
        : undefined;
      const onPointerMove = ({ clientX, clientY }: PointerEvent) => {
        const far = Math.hypot(clientX - start.x, clientY - start.y) >= (touch ? touchSlack : slack);
        if (!state.current && touch && far) stop(false);
        if (!state.current && (touch || !far)) return;
        begin(latest.current.timeAt(clientX, clientY, before, entry));
        if (touch) scrollNear(clientY);
      };
      const stop = (keep: boolean) => {
        clearTimeout(held);
        window.removeEventListener("pointermove", onPointerMove);
        window.removeEventListener("pointerup", drop);
        window.removeEventListener("pointercancel", cancel);
        window.removeEventListener("keydown", onEscape, true);
        window.removeEventListener("touchmove", holdStill);
        window.removeEventListener("contextmenu", noMenu);
        finish(keep);
      };
      const drop = () => stop(true);
      const cancel = () => stop(false);
      const onEscape = (key: KeyboardEvent) => {
        if (key.key === "Escape") stop(false);
      };
      const holdStill = (move: TouchEvent) => {
        if (state.current && move.cancelable) move.preventDefault();
      };
      const noMenu = (menu: Event) => {
        if (touch) menu.preventDefault();
      };
      window.addEventListener("pointermove", onPointerMove);
      window.addEventListener("pointerup", drop);
      window.addEventListener("pointercancel", cancel);
      window.addEventListener("keydown", onEscape, true);
      if (touch) {
        window.addEventListener("touchmove", holdStill, { passive: false });
        window.addEventListener("contextmenu", noMenu);
      }
    },
    [finish, show],
  );

  /** Whether the click that follows was the end of a drag. */
  const wasDragged = useCallback(() => {
    const was = dragged.current;
    dragged.current = false;
    return was;
  }, []);

  return { moving, grab, step, wasDragged };
}

export type Mover = ReturnType<typeof useMover>;
