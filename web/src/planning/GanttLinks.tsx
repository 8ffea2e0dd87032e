import { useMemo } from "react";
import type { Timeline } from "@/contract/types";
import classes from "./gantt.module.css";
import { rowHeight } from "./ganttSize";
import type { Line } from "./timeline";

interface GanttLinksProps {
  lines: Line[];
  links: Timeline["links"];
  first: number;
  last: number;
  x: (day: string) => number;
  scale: number;
  width: number;
}

/** What waits for what, drawn for the rows in sight. */
export function GanttLinks({ lines, links, first, last, x, scale, width }: GanttLinksProps) {
  const places = useMemo(() => new Map(lines.map((line, index) => [line.id, index])), [lines]);
  const paths = links.flatMap(({ from, to, type: kind }) => {
    const type = kind.toUpperCase();
    const [start = -1, end = -1] = [places.get(from), places.get(to)];
    if (start < 0 || end < 0 || Math.max(start, end) < first || Math.min(start, end) >= last) return [];
    if (Math.abs(start - end) > 400 && !inside(start) && !inside(end)) return [];
    const [one, other] = [lines[start], lines[end]];
    if (one?.kind !== "task" || other?.kind !== "task") return [];
    const x1 = type.startsWith("S") ? x(one.task.earliestStart) : x(one.task.earliestFinish) + scale - 2;
    const x2 = type.endsWith("S") ? x(other.task.earliestStart) : x(other.task.earliestFinish) + scale;
    const y1 = (start - first + 0.5) * rowHeight;
    const y2 = (end - first + 0.5) * rowHeight;
    const bend = Math.max(x1 + 6, type.endsWith("S") ? Math.min(x2 - 7, x1 + 8) : x2 + 8);
    const down = Math.sign(y2 - y1) * (rowHeight / 2);
    const d =
      x2 - 7 >= bend
        ? `M${x1} ${y1}H${bend}V${y2}H${x2 - 1}`
        : `M${x1} ${y1}H${bend}V${y1 + down}H${x2 - 7}V${y2}H${x2 - 1}`;
    const critical = one.task.critical && other.task.critical && one.task.status !== "done";
    return [{ key: `${from} ${to} ${type}`, d, critical }];
  });
  function inside(row: number) {
    return row >= first && row < last;
  }
  return (
    <svg
      className={classes.links}
      width={width}
      height={Math.max(0, last - first) * rowHeight}
      style={{ top: first * rowHeight }}
      aria-hidden
    >
      <title>Links</title>
      <defs>
        {["plain", "critical"].map((name) => (
          <marker key={name} id={`gantt-${name}`} markerWidth="6" markerHeight="6" refX="5" refY="3" orient="auto">
            <path d="M0 0L6 3L0 6Z" data-critical={name === "critical" || undefined} />
          </marker>
        ))}
      </defs>
      {paths.map(({ key, d, critical }) => (
        <path
          key={key}
          d={d}
          data-critical={critical || undefined}
          markerEnd={`url(#gantt-${critical ? "critical" : "plain"})`}
        />
      ))}
    </svg>
  );
}
