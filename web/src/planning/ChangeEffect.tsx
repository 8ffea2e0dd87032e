import { Button } from "@mantine/core";
import type { Timeline } from "@/contract/types";
import { counted, dayOf, daySpan, weekdayDay } from "@/ui/format";
import { FormProblem } from "@/ui/States";
import classes from "./planning.module.css";
import { changesAnything, heldBack, movesOf, type Pending } from "./timeline";

interface ChangeEffectProps {
  before: Timeline;
  after: Timeline | undefined;
  pending: Pending;
  error: unknown;
  saving: boolean;
  save: () => void;
  discard: () => void;
}

/** What a change that is not saved would move and break. */
export function ChangeEffect({ before, after, pending, error, saving, save, discard }: ChangeEffectProps) {
  const moves = after ? movesOf(before, after) : [];
  const keyOf = ({ kind, taskId }: Timeline["broken"][number]) => `${kind} ${taskId ?? ""}`;
  const known = new Set(before.broken.map(keyOf));
  const broken = after?.broken.filter((conflict) => !known.has(keyOf(conflict))) ?? [];
  const titles = new Map(after?.tasks.map(({ id, title }) => [id, title]));
  const critical = after?.newlyCritical ?? [];
  const held = after ? heldBack(after, pending, dayOf(new Date(), after.calendar.timeZone)) : [];
  return (
    <section className={classes.effect} aria-label="Unsaved change" aria-live="polite">
      <div className={classes.effectHead}>
        <div>
          <b>{after ? headline(moves.length) : error ? "This can't be changed" : "Calculating…"}</b>
          {after ? <p>{finishWords(before, after)}</p> : null}
        </div>
        <div className={classes.tools}>
          <Button variant="default" onClick={discard}>
            Discard
          </Button>
          <Button onClick={save} loading={saving} disabled={!after || !changesAnything(before, after, pending)}>
            Save change
          </Button>
        </div>
      </div>
      <FormProblem error={error} />
      {held.length > 0 ? (
        <ul>
          {held.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      ) : null}
      {broken.length > 0 ? (
        <ul data-broken>
          {broken.map(({ sentence }) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      ) : null}
      {critical.length > 0 ? (
        <ul>
          {critical.slice(0, 5).map((id) => (
            <li key={id}>“{titles.get(id)}” becomes critical.</li>
          ))}
          {critical.length > 5 ? <li>{counted(critical.length - 5, "more task")} become critical.</li> : null}
        </ul>
      ) : null}
      {moves.length > 0 ? (
        <details>
          <summary>What moves</summary>
          <ul>
            {moves.slice(0, 50).map(({ task, was }) => (
              <li key={task.id}>
                {task.title}: {daySpan(was.earliestStart, was.earliestFinish)} →{" "}
                {daySpan(task.earliestStart, task.earliestFinish)}
              </li>
            ))}
            {moves.length > 50 ? <li>and {counted(moves.length - 50, "more task")}</li> : null}
          </ul>
        </details>
      ) : null}
    </section>
  );
}

function headline(moved: number) {
  if (moved === 0) return "No task moves";
  return moved === 1 ? "1 task moves" : `${moved} tasks move`;
}

function finishWords(before: Timeline, after: Timeline) {
  const target = before.target === after.target ? "" : ` The target moves to ${weekdayDay(after.target)}.`;
  if (before.projectedFinish === after.projectedFinish)
    return `The finish stays ${weekdayDay(after.projectedFinish)}.${target}`;
  return `The finish moves from ${weekdayDay(before.projectedFinish)} to ${weekdayDay(after.projectedFinish)}.${target}`;
}
