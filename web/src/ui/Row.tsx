import { Link, type LinkProps } from "@tanstack/react-router";
import type { ReactNode } from "react";
import ui from "./row.module.css";
import type { Tone } from "./status";

interface RowProps {
  /** Where it leads. The complete row is the link, or its title where the row has actions of its own. */
  place?: LinkProps;
  onClick?: () => void;
  /** A page of its own outside of the app. */
  href?: string;
  lead?: ReactNode;
  title?: ReactNode;
  note?: ReactNode;
  /** The note may take more than one line on a phone. */
  wraps?: boolean;
  /** Below title and note, or instead of them, words in a form of their own. */
  words?: ReactNode;
  /** Between the words and the actions: a status, figures, tags. */
  children?: ReactNode;
  actions?: ReactNode;
  selected?: boolean;
  /** It shows and hides what is below it. */
  expanded?: boolean;
  tone?: Tone;
  disabled?: boolean;
  className?: string | undefined;
}

/** One line of a list. */
export function Row(row: RowProps) {
  const { place, onClick, href, actions, selected, expanded, tone, disabled, className, ...words } = row;
  const shared = {
    className: className ? `${ui.row} ${className}` : ui.row,
    "data-selected": selected || undefined,
    "data-tone": tone,
  };
  if (onClick && !actions)
    return (
      <button type="button" {...shared} disabled={disabled} onClick={onClick} aria-expanded={expanded}>
        <Inside {...words} />
      </button>
    );
  if (href)
    return (
      <a {...shared} href={href} target="_blank" rel="noopener">
        <Inside {...words} />
      </a>
    );
  if (place && !actions)
    return (
      <Link {...place} {...shared} aria-current={selected ? "true" : undefined}>
        <Inside {...words} />
      </Link>
    );
  return (
    <div {...shared} data-open={place ? true : undefined}>
      <Inside {...words} place={place} />
      {actions ? <span className={`${ui.rowAside} ${ui.above}`}>{actions}</span> : null}
    </div>
  );
}

type InsideProps = Pick<RowProps, "lead" | "title" | "note" | "wraps" | "words" | "children" | "place">;

function Inside({ lead, title, note, wraps, words, children, place }: InsideProps) {
  return (
    <>
      {lead}
      {title || words ? (
        <span className={ui.rowMain}>
          {title && place ? (
            <Link {...place} className={`${ui.stretch} ${ui.rowTitle}`} resetScroll={place.resetScroll ?? true}>
              {title}
            </Link>
          ) : title ? (
            <span className={ui.rowTitle}>{title}</span>
          ) : null}
          {note ? <span className={wraps ? `${ui.rowNote} ${ui.wraps}` : ui.rowNote}>{note}</span> : null}
          {words}
        </span>
      ) : null}
      {children}
    </>
  );
}

/** A title with its note, as a row has them. */
export function Words({ title, note }: { title: ReactNode; note?: ReactNode }) {
  return <Inside title={title} note={note} />;
}

/** A small line below the words that it is about. */
export function Note({ children }: { children: ReactNode }) {
  return <span className={ui.rowNote}>{children}</span>;
}

/** What a phone has no room for. */
export function Wide({ children }: { children: ReactNode }) {
  return <span className={ui.hideNarrow}>{children}</span>;
}

/** Small words at the end of a row; `wide` ones are not shown on a phone. */
export function RowEnd({ children, wide }: { children: ReactNode; wide?: boolean }) {
  return <span className={wide ? `${ui.rowAside} ${ui.hideNarrow}` : ui.rowAside}>{children}</span>;
}
