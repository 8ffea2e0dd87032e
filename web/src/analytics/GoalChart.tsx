import { useElementSize } from "@mantine/hooks";
import type { Goal } from "@/contract/types";
import { shortDay } from "@/ui/format";
import { chartWords, goalAmount } from "./goals";
import classes from "./goals.module.css";

const height = 190;
const left = 46;
const bottom = 22;
const day = 86_400_000;

/** The figure up to each day, the goal as a line, and an even pace; a day that is still open is dashed. */
export function GoalChart({ goal }: { goal: Goal }) {
  const { ref, width } = useElementSize();
  const { days, target, from, by } = goal;
  const start = Math.min(...[from, days[0]?.date].filter(Boolean).map((date) => Date.parse(date ?? "")));
  const end = Math.max(...[by, days.at(-1)?.date].filter(Boolean).map((date) => Date.parse(date ?? "")));
  const top = Math.max(target ?? 0, days.at(-1)?.value ?? 0) * 1.1;
  const x = (date: string) => left + ((Date.parse(date) - start) / Math.max(day, end - start)) * (width - left - 8);
  const y = (value: number) => height - bottom - (value / top) * (height - bottom - 10);
  const line = (some: Goal["days"]) => some.map(({ date, value }) => `${x(date)},${y(value)}`).join(" ");
  const closed = days.filter(({ open }) => !open);
  const open = days.filter(({ open }) => open);
  const last = closed.at(-1);
  return (
    <div ref={ref} className={classes.chart}>
      {width > 0 ? (
        <svg width={width} height={height} role="img" aria-label={chartWords(goal)}>
          {target ? (
            <>
              <line className={classes.target} x1={left} x2={width - 8} y1={y(target)} y2={y(target)} />
              <text x={left - 8} y={y(target) + 4} textAnchor="end">
                {goalAmount(goal, target)}
              </text>
              {from && by ? <line className={classes.even} x1={x(from)} y1={y(0)} x2={x(by)} y2={y(target)} /> : null}
            </>
          ) : null}
          <text x={left - 8} y={y(0) + 4} textAnchor="end">
            0
          </text>
          <line className={classes.axis} x1={left} x2={width - 8} y1={y(0)} y2={y(0)} />
          {last ? (
            <polygon
              className={classes.area}
              points={`${x(closed[0]?.date ?? "")},${y(0)} ${line(closed)} ${x(last.date)},${y(0)}`}
            />
          ) : null}
          <polyline className={classes.line} points={line(closed)} />
          {last && open.length > 0 ? <polyline className={classes.open} points={line([last, ...open])} /> : null}
          <text x={left} y={height - 4}>
            {shortDay(new Date(start).toISOString().slice(0, 10))}
          </text>
          <text x={width - 8} y={height - 4} textAnchor="end">
            {shortDay(new Date(end).toISOString().slice(0, 10))}
          </text>
        </svg>
      ) : null}
    </div>
  );
}
