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

/** Keeps the active link of a strip in sight, also when counts or fonts that arrive later move it. */
export function useActiveInSight() {
  const list = useRef<HTMLElement>(null);
  const path = useRouterState({ select: (state) => state.location.pathname });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the active link moves with the path
  useEffect(() => {
    const strip = list.current;
    if (!strip) return;
    const center = () => {
      const active = strip.querySelector<HTMLElement>('[data-status="active"]');
      if (active) strip.scrollLeft = active.offsetLeft - (strip.clientWidth - active.offsetWidth) / 2;
    };
    center();
    const sizes = new ResizeObserver(center);
    for (const link of [strip, ...strip.children]) sizes.observe(link);
    return () => sizes.disconnect();
  }, [path]);
  return list;
}

/** The pages of one thing; the active one is always in sight. */
export function TabStrip({ label, tabs, params, counts = {} }: TabStripProps) {
  const list = useActiveInSight();
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
