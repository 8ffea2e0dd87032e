import { Link, type LinkProps } from "@tanstack/react-router";
import type { ReactNode } from "react";
import classes from "./tablelist.module.css";

interface TitleCellProps {
  lead?: ReactNode;
  place?: LinkProps;
  /** In place of a page of its own. */
  onClick?: () => void;
  children: ReactNode;
  /** What the other columns say, where a phone shows only this one. */
  note?: ReactNode;
}

/** The first column of a list: its link or button covers the complete row. */
export function TitleCell({ lead, place, onClick, children, note }: TitleCellProps) {
  return (
    <span className={classes.title}>
      {lead}
      <span className={classes.titleWords}>
        {place ? (
          <Link {...place} className={classes.titleLink}>
            {children}
          </Link>
        ) : onClick ? (
          <button type="button" className={classes.titleLink} onClick={onClick}>
            {children}
          </button>
        ) : (
          <span className={classes.titleText}>{children}</span>
        )}
        {note ? <span className={classes.narrowNote}>{note}</span> : null}
      </span>
    </span>
  );
}
