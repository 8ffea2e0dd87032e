import { Fragment } from "react";
import classes from "./search.module.css";

/** A text with the words that match. */
export function Marked({ text, ranges }: { text: string; ranges: number[][] }) {
  const starts = [0, ...ranges.map(([, to = 0]) => to)];
  return (
    <>
      {starts.map((start, index) => {
        const [from, to] = ranges[index] ?? [text.length, text.length];
        return (
          <Fragment key={start}>
            {text.slice(start, from)}
            {ranges[index] ? <mark className={classes.mark}>{text.slice(from, to)}</mark> : null}
          </Fragment>
        );
      })}
    </>
  );
}
