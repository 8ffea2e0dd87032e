import { SegmentedControl, Title } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { Link, type LinkProps } from "@tanstack/react-router";
import { ArrowLeft } from "lucide-react";
import { type ReactNode, useState } from "react";
import classes from "./focus.module.css";
import { PageTitle } from "./Page";

interface Pane {
  /** Its name for screen readers, and on the switch that a phone has. */
  label: string;
  content: ReactNode;
}

interface FocusFrameProps {
  title: string;
  /** In place of the title, for example a field that renames it. */
  heading?: ReactNode;
  /** The small line above the title: where the work belongs. */
  above?: string;
  back: LinkProps;
  /** After the title: the status and when it was saved. */
  beside?: ReactNode;
  /** In the middle of the head: undo, progress, steps. */
  middle?: ReactNode;
  /** At the right end of the head; the main action is the last. */
  actions?: ReactNode;
  left?: Pane | undefined;
  right?: Pane | undefined;
  /** The right column takes nearly half of the page. */
  wide?: boolean | undefined;
  /** What a phone calls the middle column. */
  label: string;
  /** Below the middle column, always in sight. */
  foot?: ReactNode;
  /** The main actions: before the others in the head, below the columns of a small screen. */
  bar?: ReactNode;
  children: ReactNode;
}

/** A page of its own for work that wants the full screen: a head and up to three columns, of which a phone shows one. */
export function FocusFrame(frame: FocusFrameProps) {
  const { left, right, label } = frame;
  const [pane, setPane] = useState("middle");
  const broad = useMediaQuery("(min-width: 75.01em)", undefined, { getInitialValueInEffect: false });
  const panes = [
    ...(left ? [{ value: "left", label: left.label }] : []),
    { value: "middle", label },
    ...(right ? [{ value: "right", label: right.label }] : []),
  ];
  return (
    <div
      className={classes.frame}
      data-left={left ? true : undefined}
      data-right={right ? true : undefined}
      data-wide={frame.wide}
      data-bar={frame.bar ? true : undefined}
    >
      <PageTitle text={frame.title} />
      <header className={classes.head}>
        <div className={classes.start}>
          <Link {...frame.back} className={classes.back} aria-label="Back">
            <ArrowLeft size={18} aria-hidden />
          </Link>
          <div className={classes.headings}>
            {frame.above ? <span className={classes.above}>{frame.above}</span> : null}
            {frame.heading ?? (
              <Title order={1} className={classes.title}>
                {frame.title}
              </Title>
            )}
          </div>
          {frame.beside ? <span className={classes.beside}>{frame.beside}</span> : null}
        </div>
        {frame.middle ? <div className={classes.middle}>{frame.middle}</div> : null}
        <div className={classes.actions}>
          {broad ? frame.bar : null}
          {frame.actions}
        </div>
      </header>
      <div className={classes.columns} data-pane={pane}>
        {left ? <Column side="left" pane={left} /> : null}
        <section className={classes.main} data-column="middle" aria-label={label}>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keys */}
          <div className={classes.scroll} tabIndex={0}>
            {frame.children}
          </div>
          {frame.foot ? <div className={classes.foot}>{frame.foot}</div> : null}
        </section>
        {right ? <Column side="right" pane={right} /> : null}
      </div>
      {frame.bar && !broad ? <div className={classes.foot}>{frame.bar}</div> : null}
      {panes.length > 1 ? (
        <nav className={classes.panes} aria-label="Parts of this page">
          <SegmentedControl fullWidth value={pane} onChange={setPane} data={panes} />
        </nav>
      ) : null}
    </div>
  );
}

function Column({ side, pane }: { side: "left" | "right"; pane: Pane }) {
  return (
    <aside className={classes.side} data-column={side} aria-label={pane.label}>
      {pane.content}
    </aside>
  );
}
