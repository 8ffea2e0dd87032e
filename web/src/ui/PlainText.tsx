import { Textarea, type TextareaProps } from "@mantine/core";
import { type KeyboardEvent, useEffect, useState } from "react";
import type { Emoji } from "./emoji";
import classes from "./emoji.module.css";

interface PlainTextProps extends Omit<TextareaProps, "value" | "onChange"> {
  id: string;
  value: string;
  onChange: (text: string) => void;
}

const most = 6;

/** A text area in which `:word` offers emoji. */
export function PlainText({ id, value, onChange, ...props }: PlainTextProps) {
  const [caret, setCaret] = useState(0);
  const [found, setFound] = useState<Emoji[]>([]);
  const [active, setActive] = useState(0);
  const typed = /(?:^|\s):([a-z]{2,20})$/i.exec(value.slice(0, caret))?.[1];
  useEffect(() => {
    let current = true;
    setActive(0);
    if (!typed) setFound([]);
    else import("./emoji").then(({ searchEmoji }) => current && setFound(searchEmoji(typed, most)));
    return () => {
      current = false;
    };
  }, [typed]);
  const shown = typed ? found : [];
  const put = ({ emoji }: Emoji) => {
    const from = caret - (typed?.length ?? 0) - 1;
    onChange(`${value.slice(0, from)}${emoji}${value.slice(caret)}`);
    const at = from + emoji.length;
    setCaret(at);
    requestAnimationFrame(() => (document.getElementById(id) as HTMLTextAreaElement | null)?.setSelectionRange(at, at));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const chosen = shown[active];
    if (!chosen) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) setActive((active + step + shown.length) % shown.length);
    else if (event.key === "Enter" || event.key === "Tab") put(chosen);
    else if (event.key === "Escape") setFound([]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const see = (area: HTMLTextAreaElement) => setCaret(area.selectionStart);
  return (
    <div className={classes.plain}>
      <Textarea
        {...props}
        id={id}
        value={value}
        aria-autocomplete="list"
        aria-controls={shown.length > 0 ? `${id}-emoji` : undefined}
        aria-activedescendant={shown.length > 0 ? `${id}-emoji-${active}` : undefined}
        onChange={(event) => {
          see(event.currentTarget);
          onChange(event.currentTarget.value);
        }}
        onSelect={(event) => see(event.currentTarget)}
        onBlur={() => setFound([])}
        onKeyDown={onKeyDown}
      />
      {shown.length > 0 ? (
        <div className={classes.offers} role="listbox" id={`${id}-emoji`} aria-label="Emoji">
          {shown.map((one, at) => (
            <button
              key={one.emoji}
              id={`${id}-emoji-${at}`}
              type="button"
              role="option"
              tabIndex={-1}
              aria-selected={at === active}
              onMouseDown={(event) => {
                event.preventDefault();
                put(one);
              }}
            >
              <span aria-hidden>{one.emoji}</span> {one.name}
            </button>
          ))}
        </div>
      ) : null}
    </div>
  );
}
