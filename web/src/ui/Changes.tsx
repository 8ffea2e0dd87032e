import { useMemo } from "react";
import { Hidden } from "./Bits";
import { changesOf } from "./changes";
import classes from "./changes.module.css";

/** Two texts in one: what went is struck through, what came is underlined, and screen readers get both. */
export function Changes({ before, after }: { before: string; after: string }) {
  const pieces = useMemo(() => changesOf(before, after), [before, after]);
  return (
    <p className={classes.text}>
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
