import { TextInput } from "@mantine/core";
import { type KeyboardEvent, useMemo, useRef, useState } from "react";
import { type Emoji, searchEmoji } from "./emoji";
import classes from "./emoji.module.css";

const columns = 8;

/** Emoji by name; arrow keys move in the grid. */
export function EmojiGrid({ onPick }: { onPick: (emoji: string) => void }) {
  const [words, setWords] = useState("");
  const grid = useRef<HTMLDivElement>(null);
  const found = useMemo(() => searchEmoji(words, 320), [words]);
  const pick = ({ emoji }: Emoji) => onPick(emoji);
  const focus = (at: number) => grid.current?.querySelectorAll<HTMLButtonElement>("button")[at]?.focus();
  const onSearchKey = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown") {
      event.preventDefault();
      focus(0);
    }
    const first = found[0];
    if (event.key === "Enter" && first) {
      event.preventDefault();
      pick(first);
    }
  };
  const onGridKey = (event: KeyboardEvent, at: number) => {
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, ArrowDown: at + columns, ArrowUp: at - columns }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    focus(Math.max(0, Math.min(found.length - 1, to)));
  };
  return (
    <div className={classes.picker}>
      <TextInput
        aria-label="Search emoji"
        placeholder="Search emoji"
        autoFocus
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
        onKeyDown={onSearchKey}
      />
      <div className={classes.grid} ref={grid}>
        {found.map((one, at) => (
          <button
            key={one.emoji}
            type="button"
            title={one.name}
            aria-label={one.name}
            tabIndex={at === 0 ? 0 : -1}
            onClick={() => pick(one)}
            onKeyDown={(event) => onGridKey(event, at)}
          >
            {one.emoji}
          </button>
        ))}
      </div>
      {found.length === 0 ? <p className={classes.none}>No emoji match.</p> : null}
    </div>
  );
}
