import { Globe } from "lucide-react";
import { createContext, Fragment, useContext, useState } from "react";
import classes from "./platform.module.css";

export function LinkBox({ link }: { link: string }) {
  return (
    <p className={classes.link}>
      <Globe size={13} aria-hidden /> {link.replace(/^https?:\/\//, "").replace(/\/$/, "")}
    </p>
  );
}

/** Hashtags that the text does not contain go below it. */
export function withTags(text: string, hashtags: string[] = []) {
  const words = hashtags.map((tag) => (tag.startsWith("#") ? tag : `#${tag}`));
  const missing = words.filter((tag) => !text.toLowerCase().includes(tag.toLowerCase()));
  return missing.length > 0 ? `${text}${text ? "\n\n" : ""}${missing.join(" ")}` : text;
}

/** Whoever decides about a text reads all of it, though the platform folds it. */
export const WholeText = createContext(false);

export function Folded({ text, fold }: { text: string; fold?: number | undefined }) {
  const whole = useContext(WholeText);
  const [open, setOpen] = useState(false);
  const folded = !whole && fold !== undefined && !open && (text.length > fold + 20 || text.split("\n").length > 5);
  return (
    <span className={classes.say}>
      <Rich text={folded ? short(text, fold) : text} />
      {folded ? (
        <button type="button" className={classes.more} onClick={() => setOpen(true)}>
          more
        </button>
      ) : null}
    </span>
  );
}

export function short(text: string, length: number) {
  const lines = text.split("\n").slice(0, 5).join("\n");
  return lines.length <= length && lines.length === text.length
    ? text
    : `${lines.slice(0, length).replace(/[\s.,;:]+$/, "")}… `;
}

/** Tags, mentions and addresses in the colour the platforms give them. */
export function Rich({ text }: { text: string }) {
  return text
    .split(/((?:https?:\/\/|www\.)\S+|(?<![\p{L}\p{N}])[#@][\p{L}\p{N}_.]*[\p{L}\p{N}_])/u)
    .map((part, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of a text have no identity
      <Fragment key={index}>{index % 2 === 1 ? <span className={classes.tag}>{part}</span> : part}</Fragment>
    ));
}
