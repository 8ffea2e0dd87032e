import type { ReactNode } from "react";
import classes from "./table.module.css";

interface DataTableProps {
  label: string;
  className?: string | undefined;
  children: ReactNode;
}

/** A table that scrolls sideways in its own frame where it is wider than the page. */
export function DataTable({ label, className, children }: DataTableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keys
    <section className={className ? `${classes.scroll} ${className}` : classes.scroll} tabIndex={0} aria-label={label}>
      <table className={classes.table}>{children}</table>
    </section>
  );
}
