import { Textarea, type TextareaProps } from "@mantine/core";
import { type KeyboardEvent, useEffect, useState } from "react";
import classes from "./emoji.module.css";

interface PlainTextProps extends Omit<TextareaProps, "value" | "onChange"> {
  id: string;
  value: string;
  onChange: (text: string) => void;
  /** Names that `@` offers, each with its @. */
  mentions?: string[] | undefined;
}

interface Offer {
  text: string;
  label: string;
  sign?: string;
}

const most = 6;

/** A text area in which `:word` offers emoji, and `@` people and accounts. */
export function PlainText({ id, value, onChange, mentions = [], ...props }: PlainTextProps) {
  const [caret, setCaret] = useState(0);
  const [closed, setClosed] = useState(true);
  const [active, setActive] = useState(0);
  const [typed, sign, word = ""] = /(?:^|\s)([:@])([\w.-]{0,30})$/.exec(value.slice(0, caret)) ?? [];
  const emoji = useEmoji(sign === ":" && /^[a-z]{2,20}$/i.test(word) ? word : undefined);
  const people = sign === "@" ? mentioned(mentions, word) : [];
  const shown = typed && !closed ? [...emoji, ...people] : [];
  // biome-ignore lint/correctness/useExhaustiveDependencies: another word begins at the first offer
  useEffect(() => setActive(0), [word]);
  const put = ({ text }: Offer) => {
    const from = caret - word.length - 1;
    onChange(`${value.slice(0, from)}${text}${value.slice(caret)}`);
    const at = from + text.length;
    setCaret(at);
    setClosed(true);
    requestAnimationFrame(() => (document.getElementById(id) as HTMLTextAreaElement | null)?.setSelectionRange(at, at));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const chosen = shown[active];
    if (!chosen) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) setActive((active + step + shown.length) % shown.length);
    else if (event.key === "Enter" || event.key === "Tab") put(chosen);
    else if (event.key === "Escape") setClosed(true);
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
          setClosed(false);
          onChange(event.currentTarget.value);
        }}
        onSelect={(event) => see(event.currentTarget)}
        onBlur={() => setClosed(true)}
        onKeyDown={onKeyDown}
      />
      {shown.length > 0 ? (
        <div
          className={classes.offers}
          role="listbox"
          id={`${id}-emoji`}
          aria-label={sign === "@" ? "People and accounts" : "Emoji"}
        >
          {shown.map((one, at) => (
            <button
              key={one.text}
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
              {one.sign ? <span aria-hidden>{one.sign}</span> : null} {one.label}
            </button>
          ))}
        </div>
      ) : null}
    </div>
  );
}

/** The emoji for a word; their names are fetched when the first one is typed. */
function useEmoji(word: string | undefined): Offer[] {
  const [found, setFound] = useState<Offer[]>([]);
  useEffect(() => {
    let current = true;
    if (!word) setFound([]);
    else
      import("./emoji").then(
        ({ searchEmoji }) =>
          current &&
          setFound(searchEmoji(word, most).map(({ emoji, name }) => ({ text: emoji, label: name, sign: emoji }))),
      );
    return () => {
      current = false;
    };
  }, [word]);
  return word ? found : [];
}

function mentioned(known: string[], word: string): Offer[] {
  const sought = word.toLowerCase();
  return known
    .filter((name) => name.toLowerCase().includes(sought) && name.toLowerCase() !== `@${sought}`)
    .slice(0, most)
    .map((name) => ({ text: `${name} `, label: name }));
}

/** The names that texts mention, the most frequent first. */
export function mentionsIn(texts: string[]): string[] {
  const counts = new Map<string, number>();
  for (const text of texts)
    for (const [name] of text.matchAll(/(?<![\w/@.])@\w[\w.-]*(?:@\w[\w.-]*)?\w/g))
      counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].sort(([, one], [, other]) => other - one).map(([name]) => name);
}
