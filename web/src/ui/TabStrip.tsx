import { Link, useRouterState } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import classes from "./tabs.module.css";

interface TabStripProps {
  label: string;
  /** The first is the page itself, the others lie under it. */
  tabs: readonly { to: string; label: string }[];
  /** How many there are behind a tab, by its label; `warn` asks for attention. */
  counts?: Record<string, { count: number; warn?: boolean } | undefined>;
  params?: Record<string, string>;
}

/** The pages of one thing; the active one is always in sight. */
export function TabStrip({ label, tabs, params, counts = {} }: TabStripProps) {
  const list = useRef<HTMLElement>(null);
  const path = useRouterState({ select: (state) => state.location.pathname });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the active tab moves with the path
  useEffect(() => {
    const strip = list.current;
    const active = strip?.querySelector<HTMLElement>('[data-status="active"]');
    if (strip && active) strip.scrollLeft = active.offsetLeft - (strip.clientWidth - active.offsetWidth) / 2;
  }, [path]);
  return (
    <nav className={classes.tabs} aria-label={label} ref={list}>
      {tabs.map(({ to, label: name }) => (
        <Link
          key={to}
          to={to}
          params={params as never}
          activeOptions={{ exact: to === tabs[0]?.to, includeSearch: false }}
          className={classes.tab}
        >
          {name}
          {counts[name]?.count ? (
            <span className={classes.count} data-warn={counts[name].warn || undefined}>
              {counts[name].count.toLocaleString("en")}
            </span>
          ) : null}
        </Link>
      ))}
    </nav>
  );
}
