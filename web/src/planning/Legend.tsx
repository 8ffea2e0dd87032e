import classes from "./gantt.module.css";

/** What the forms of the drawing mean, and its keys. */
export function Legend({ movable }: { movable: boolean }) {
  return (
    <div className={classes.legend}>
      {(["done", "in_progress", "todo"] as const).map((status, index) => (
        <span key={status}>
          <i className={classes.bar} data-status={status} aria-hidden /> {["Done", "In progress", "Planned"][index]}
        </span>
      ))}
      <span>
        <i className={classes.bar} data-status="todo" data-critical aria-hidden /> Critical: a day late delays the
        finish
      </span>
      <span>
        <i className={classes.slack} aria-hidden /> Can slip
      </span>
      {movable ? <span>← → move a task, Shift + ← → change its length</span> : null}
    </div>
  );
}
