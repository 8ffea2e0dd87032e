import { Link, type LinkProps } from "@tanstack/react-router";
import type { ReactNode } from "react";
import ui from "./ui.module.css";

interface RowProps {
  /** Where it leads. The complete row is the link, or its title where the row has actions of its own. */
  place?: LinkProps;
  onClick?: () => void;
  lead?: ReactNode;
  title: ReactNode;
  note?: ReactNode;
  /** The note may take more than one line on a phone. */
  wraps?: boolean;
  /** Between the words and the actions: a status, figures, tags. */
  children?: ReactNode;
  actions?: ReactNode;
  selected?: boolean;
  disabled?: boolean;
  className?: string | undefined;
}

/** One line of a list. */
export function Row({ place, onClick, actions, selected, disabled, className, ...words }: RowProps) {
  const shared = { className: className ? `${ui.row} ${className}` : ui.row, "data-selected": selected || undefined };
  if (onClick && !actions)
    return (
      <button type="button" {...shared} disabled={disabled} onClick={onClick}>
        <Inside {...words} />
      </button>
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

function Inside({
  lead,
  title,
  note,
  wraps,
  children,
  place,
}: Pick<RowProps, "lead" | "title" | "note" | "wraps" | "children" | "place">) {
  return (
    <>
      {lead}
      <span className={ui.rowMain}>
        {place ? (
          <Link {...place} className={`${ui.stretch} ${ui.rowTitle}`} resetScroll={place.resetScroll ?? true}>
            {title}
          </Link>
        ) : (
          <span className={ui.rowTitle}>{title}</span>
        )}
        {note ? <span className={wraps ? `${ui.rowNote} ${ui.wraps}` : ui.rowNote}>{note}</span> : null}
      </span>
      {children}
    </>
  );
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
