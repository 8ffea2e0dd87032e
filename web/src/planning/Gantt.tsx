import { type KeyboardEvent, type PointerEvent, useEffect, useMemo, useRef, useState } from "react";
import type { PlannedTask, Timeline } from "@/contract/types";
import { Hidden, Initials } from "@/ui/Bits";
import { dayOf, daySpan, monthDay, plusDays } from "@/ui/format";
import { GanttHead } from "./GanttHead";
import { GanttLinks } from "./GanttLinks";
import classes from "./gantt.module.css";
import { rowHeight } from "./ganttSize";
import { TaskMark } from "./TaskWords";
import {
  daysBetween,
  firstOpen,
  isMovable,
  type Line,
  linesOf,
  movedBy,
  onWorkingDay,
  rangeOf,
  slackOf,
  worksOn,
} from "./timeline";

const headHeight = 52;
const namesWidth = 264;
const spare = 8;
/** Keys that follow each other within this time, in ms. */
const together = 1500;

interface GanttProps {
  plan: Timeline;
  /** The plan before changes that are not saved. */
  before: Timeline;
  /** Pixels of a day. */
  scale: number;
  selected: string | undefined;
  select: (id: string) => void;
  /** Without it nothing can be moved. */
  change: ((id: string, change: { start?: string; durationDays?: number }) => void) | undefined;
}

/** The part of the drawing that is in sight, in pixels. */
interface View {
  top: number;
  height: number;
  left: number;
  width: number;
}

const viewOf = (box: HTMLElement): View => ({
  top: box.scrollTop,
  height: box.clientHeight || 700,
  left: box.scrollLeft,
  // The box may grow without being scrolled.
  width: Math.max(1400, globalThis.screen.width),
});

/** What the last key asked for, in ms of the page. */
interface Pressed extends Pick<PlannedTask, "id" | "earliestStart" | "durationDays"> {
  at: number;
}

interface Drag {
  id: string;
  end: boolean;
  from: number;
  days: number;
}

/** The plan as bars over days. Rows are moved through by arrow keys; left and right move a task, with Shift its end. */
export function Gantt({ plan, before, scale, selected, select, change }: GanttProps) {
  const today = dayOf(new Date(), plan.calendar.timeZone);
  const { from, weeks } = useMemo(() => rangeOf(plan, today), [plan, today]);
  const lines = useMemo(() => linesOf(plan), [plan]);
  const old = useMemo(() => new Map(before.tasks.map((task) => [task.id, task])), [before]);
  const frame = useRef<HTMLDivElement>(null);
  const pressed = useRef<Pressed>(undefined);
  const [view, setView] = useState<View>({ top: 0, height: 700, left: 0, width: 1400 });
  const [drag, setDrag] = useState<Drag>();
  const [active, setActive] = useState<string>();
  // A short plan fills the drawing.
  const drawn = Math.max(weeks, Math.ceil((view.width - namesWidth) / scale / 7));
  const width = drawn * 7 * scale;
  const x = (day: string) => daysBetween(from, day) * scale;
  const first = Math.max(0, Math.floor(view.top / rowHeight) - spare);
  const last = Math.min(lines.length, Math.ceil((view.top + view.height) / rowHeight) + spare);
  const firstWeek = Math.max(0, Math.floor(view.left / scale / 7) - 1);
  const lastWeek = Math.min(drawn, Math.ceil((view.left + view.width) / scale / 7) + 1);
  const focusable = lines.some(({ id }) => id === active) ? active : lines.find(({ kind }) => kind === "task")?.id;

  // Today is in sight at first, with a week before it; or what comes next, where that is too far away.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only at first and when the scale changes
  useEffect(() => {
    const box = frame.current;
    if (!box) return;
    const next = x(firstOpen(plan)?.earliestStart ?? today);
    const seen = box.clientWidth - namesWidth;
    box.scrollLeft = Math.max(0, (next > x(today) + seen - scale * 14 ? next : x(today)) - scale * 7);
    setView(viewOf(box));
  }, [scale]);

  // What was selected elsewhere comes into sight.
  // biome-ignore lint/correctness/useExhaustiveDependencies: not each time that the plan is calculated
  useEffect(() => {
    const box = frame.current;
    const index = lines.findIndex(({ id }) => id === selected);
    const line = lines[index];
    if (!box || line?.kind !== "task") return;
    const bar = x(line.task.earliestStart);
    const seen = box.clientWidth - namesWidth;
    if (bar < box.scrollLeft || bar > box.scrollLeft + seen - 2 * scale) box.scrollLeft = Math.max(0, bar - seen / 3);
    const top = index * rowHeight;
    if (top < box.scrollTop || top > box.scrollTop + box.clientHeight - headHeight - rowHeight)
      box.scrollTop = top - 100;
  }, [selected]);

  const focus = (index: number) => {
    const line = lines[index];
    const box = frame.current;
    if (!line || !box) return;
    setActive(line.id);
    const top = index * rowHeight;
    if (top < box.scrollTop) box.scrollTop = top;
    if (top + rowHeight + headHeight > box.scrollTop + box.clientHeight)
      box.scrollTop = top + rowHeight + headHeight - box.clientHeight;
    requestAnimationFrame(() => box.querySelector<HTMLElement>(`[data-line="${line.id}"]`)?.focus());
  };

  const moveBy = (task: PlannedTask, days: number, end: boolean) => {
    if (!change || !days) return;
    const { calendar } = plan;
    if (end) {
      const length =
        task.durationDays +
        (days > 0 ? count(plan, task.earliestFinish, days) : -count(plan, task.earliestFinish, days));
      change(task.id, { durationDays: Math.max(1, length) });
    } else change(task.id, { start: onWorkingDay(calendar, plusDays(task.earliestStart, days)) });
  };

  /** Keys may be pressed faster than the plan is calculated: each goes on from the last. */
  const lastOf = (task: PlannedTask) => {
    const last = pressed.current;
    return last?.id === task.id && performance.now() - last.at < together ? last : task;
  };

  const press = (task: PlannedTask, to: { start?: string; durationDays?: number }) => {
    const { earliestStart, durationDays } = lastOf(task);
    pressed.current = {
      id: task.id,
      at: performance.now(),
      earliestStart: to.start ?? earliestStart,
      durationDays: to.durationDays ?? durationDays,
    };
    change?.(task.id, to);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const id = (event.target as HTMLElement).dataset.line;
    const index = lines.findIndex((line) => line.id === id);
    const line = lines[index];
    if (!line || event.ctrlKey || event.metaKey || event.altKey) return;
    const up = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const across = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (up) focus(lines[index + up]?.kind === "group" ? index + 2 * up : index + up);
    else if (event.key === "Home") focus(lines.findIndex(({ kind }) => kind === "task"));
    else if (event.key === "End") focus(lines.length - 1);
    else if (across && line.kind === "task" && change) {
      const { task } = line;
      const known = lastOf(task);
      if (event.shiftKey && canResize(task)) press(task, { durationDays: Math.max(1, known.durationDays + across) });
      else if (!event.shiftKey && isMovable(task))
        press(task, { start: movedBy(plan.calendar, known.earliestStart, across) });
    } else return;
    event.preventDefault();
  };

  const grab = (event: PointerEvent, task: PlannedTask, end: boolean) => {
    if (!change || event.button !== 0 || event.pointerType === "touch" || !(end ? canResize(task) : isMovable(task)))
      return;
    event.preventDefault();
    event.stopPropagation();
    const start = event.clientX;
    let days = 0;
    const move = ({ clientX }: globalThis.PointerEvent) => {
      days = Math.round((clientX - start) / scale);
      setDrag({ id: task.id, end, from: start, days });
    };
    const stop = (keep: boolean) => {
      window.removeEventListener("pointermove", move);
      window.removeEventListener("pointerup", drop);
      window.removeEventListener("keydown", cancel, true);
      setDrag(undefined);
      if (keep && days) moveBy(task, days, end);
      else if (keep) select(task.id);
    };
    const drop = () => stop(true);
    const cancel = (key: globalThis.KeyboardEvent) => key.key === "Escape" && stop(false);
    window.addEventListener("pointermove", move);
    window.addEventListener("pointerup", drop);
    window.addEventListener("keydown", cancel, true);
  };

  return (
    <section
      ref={frame}
      aria-label="Timeline"
      className={classes.gantt}
      onScroll={({ currentTarget }) => setView(viewOf(currentTarget))}
    >
      <div
        className={classes.inside}
        style={{ width: `calc(var(--names) + ${width}px)`, height: lines.length * rowHeight + headHeight }}
      >
        <GanttHead from={from} first={firstWeek} last={lastWeek} scale={scale} today={today} calendar={plan.calendar} />
        <div className={classes.back} style={{ width }} aria-hidden>
          {scale >= 16
            ? Array.from({ length: (lastWeek - firstWeek) * 7 }, (_, index) => plusDays(from, firstWeek * 7 + index))
                .filter((day) => !worksOn(plan.calendar, day))
                .map((day) => <i key={day} className={classes.free} style={{ left: x(day), width: scale }} />)
            : null}
          <i className={classes.today} style={{ left: x(today) + scale / 2 }} />
          <i className={classes.target} style={{ left: x(plan.target) + scale }} title="Target" />
        </div>
        <GanttLinks lines={lines} links={plan.links} first={first} last={last} x={x} scale={scale} width={width} />
        <ul className={classes.rows}>
          {lines.slice(first, last).map((line, at) => (
            <GanttRow
              key={line.id}
              line={line}
              index={first + at}
              x={x}
              scale={scale}
              was={old.get(line.id)}
              drag={drag?.id === line.id ? drag : undefined}
              selected={line.id === selected}
              focusable={line.id === focusable}
              select={select}
              onFocus={() => setActive(line.id)}
              grab={change ? grab : undefined}
              onKeyDown={onKeyDown}
            />
          ))}
        </ul>
      </div>
    </section>
  );
}

const canResize = (task: PlannedTask) => task.durationDays > 0 && task.status !== "done" && !task.pinned;

/** The working days among the days that an end was moved by. */
function count(plan: Timeline, end: string, days: number) {
  const sign = Math.sign(days);
  let working = 0;
  for (let step = 1; step <= Math.abs(days); step++)
    if (worksOn(plan.calendar, plusDays(end, sign > 0 ? step : 1 - step))) working += 1;
  return working;
}

interface GanttRowProps {
  line: Line;
  index: number;
  x: (day: string) => number;
  scale: number;
  was: PlannedTask | undefined;
  drag: Drag | undefined;
  selected: boolean;
  focusable: boolean;
  select: (id: string) => void;
  onFocus: () => void;
  onKeyDown: (event: KeyboardEvent) => void;
  grab: ((event: PointerEvent, task: PlannedTask, end: boolean) => void) | undefined;
}

function GanttRow({
  line,
  index,
  x,
  scale,
  was,
  drag,
  selected,
  focusable,
  select,
  onFocus,
  onKeyDown,
  grab,
}: GanttRowProps) {
  const place = { top: headHeight + index * rowHeight, height: rowHeight };
  if (line.kind === "group") {
    const { milestone } = line;
    return (
      <li className={classes.row} data-group style={place}>
        <div className={classes.name}>
          <h3 className={classes.group}>{line.name}</h3>
          {milestone ? <small>{Math.round(milestone.progress * 100)}% done</small> : null}
        </div>
        <div className={classes.track}>
          {milestone?.date ? (
            <span
              className={classes.milestone}
              data-state={milestone.state}
              style={{ left: x(milestone.date) + scale }}
            >
              <i aria-hidden />
              <Hidden>Milestone, </Hidden>
              {monthDay(milestone.date)}
            </span>
          ) : null}
        </div>
      </li>
    );
  }
  const { task } = line;
  const shift = drag && !drag.end ? drag.days * scale : 0;
  const longer = drag?.end ? drag.days * scale : 0;
  const left = x(task.earliestStart);
  const right = x(task.earliestFinish) + scale;
  const moved = was && (was.earliestStart !== task.earliestStart || was.earliestFinish !== task.earliestFinish);
  return (
    <li className={classes.row} data-selected={selected || undefined} style={place}>
      <div className={classes.name}>
        <button
          type="button"
          className={classes.open}
          data-line={task.id}
          tabIndex={focusable ? 0 : -1}
          aria-pressed={selected}
          onFocus={onFocus}
          onKeyDown={onKeyDown}
          onClick={() => select(task.id)}
        >
          <TaskMark task={task} />
          <span className={classes.title} data-done={task.status === "done" || undefined}>
            {task.title}
          </span>
          <Hidden>
            {daySpan(task.earliestStart, task.earliestFinish)}. {slackOf(task)}.
          </Hidden>
        </button>
        {task.assigneeName ? <Initials name={task.assigneeName} /> : null}
      </div>
      <div className={classes.track}>
        {moved ? (
          <i
            className={classes.ghost}
            style={{ left: x(was.earliestStart), width: x(was.earliestFinish) + scale - x(was.earliestStart) }}
          />
        ) : null}
        {task.totalSlack > 0 && task.status !== "done" ? (
          <i
            className={classes.slack}
            style={{ left: right, width: Math.max(0, x(task.latestFinish) + scale - right) }}
          />
        ) : null}
        {task.durationDays === 0 ? (
          <i className={classes.diamond} data-critical={task.critical || undefined} style={{ left: right }} />
        ) : (
          <span
            aria-hidden
            className={classes.bar}
            data-status={task.status}
            data-late={task.overdue || undefined}
            data-critical={(task.critical && task.status !== "done") || undefined}
            data-pinned={task.pinned || undefined}
            data-movable={(grab && isMovable(task)) || undefined}
            style={{ left: left + shift, width: Math.max(scale - 2, right - left - 2 + longer) }}
            title={`${task.title}: ${daySpan(task.earliestStart, task.earliestFinish)}. ${slackOf(task)}.`}
            onPointerDown={(event) => grab?.(event, task, false)}
          >
            {grab && canResize(task) ? (
              <i className={classes.edge} onPointerDown={(event) => grab(event, task, true)} />
            ) : null}
          </span>
        )}
      </div>
    </li>
  );
}
