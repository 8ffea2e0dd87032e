import { useMemo } from "react";
import { Hidden } from "./Bits";
import { changesOf, nearChanges } from "./changes";
import classes from "./changes.module.css";

interface ChangesProps {
  before: string;
  after: string;
  /** Without what is far from any change. */
  near?: boolean;
}

/** Two texts in one: what went is struck through, what came is underlined, and screen readers get both. */
export function Changes({ before, after, near }: ChangesProps) {
  const pieces = useMemo(() => {
    const all = changesOf(before, after);
    return near ? nearChanges(all) : all;
  }, [before, after, near]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a long text scrolls, also by keys
    <p className={classes.text} tabIndex={0}>
      {pieces.map(({ kind, text }, index) => {
        // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a comparison have no identity
        if (kind === "same") return <span key={index}>{text}</span>;
        const Mark = kind === "added" ? "ins" : "del";
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: as above
          <Mark key={index} className={classes[kind]}>
            <Hidden>{kind === "added" ? "added: " : "removed: "}</Hidden>
            {text}
          </Mark>
        );
      })}
    </p>
  );
}
