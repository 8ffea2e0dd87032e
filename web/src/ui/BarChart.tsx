import { useElementSize, useId } from "@mantine/hooks";
import { type KeyboardEvent, type PointerEvent, type ReactNode, useState } from "react";
import classes from "./barchart.module.css";

export interface Bar {
  key: string;
  /** In full, for the tooltip and for those who listen. */
  label: string;
  /** On the axis. */
  short: string;
  /** Null: there is no data, which is not 0. */
  value: number | null;
  /** Not over yet: drawn hatched. */
  open?: boolean;
  /** What else is known of it. */
  note?: string | undefined;
  flagged?: boolean;
}

interface BarChartProps {
  label: string;
  bars: Bar[];
  format: (value: number, short?: boolean) => string;
  height?: number;
  whole?: boolean;
  /** A value that is aimed at, with its words. */
  target?: { value: number; words: string } | undefined;
  /** What happened in the bars from one index to another; below the axis. */
  marks?: ((from: number, to: number) => ReactNode) | undefined;
}

const left = 52;
const right = 10;
const bottom = 22;
const markWidth = 26;

/** Bars over time. Arrow keys or the mouse read one after another; the page offers the same as a table. */
export function BarChart({ label, bars, format, height = 240, whole, target, marks }: BarChartProps) {
  const { ref, width } = useElementSize();
  const hatch = useId();
  const [at, setAt] = useState<number>();
  const most = Math.max(...bars.map(({ value }) => value ?? 0), target?.value ?? 0);
  const steps = ticks(most, whole);
  const roof = steps.at(-1) || 1;
  const step = Math.max(0, width - left - right) / Math.max(1, bars.length);
  const size = Math.max(1, Math.min(36, step * 0.68));
  const x = (index: number) => left + step * (index + 0.5);
  // Above the bars is room for the words of the target.
  const top = target ? 30 : 12;
  const y = (value: number) => top + (height - top - bottom) * (1 - value / roof);
  const current = at === undefined ? undefined : bars[at];
  const move = (event: PointerEvent) => {
    const from = event.clientX - event.currentTarget.getBoundingClientRect().left - left;
    setAt(step > 0 && from >= 0 ? Math.min(bars.length - 1, Math.floor(from / step)) : undefined);
  };
  const read = (event: KeyboardEvent) => {
    const last = bars.length - 1;
    const next = {
      ArrowRight: Math.min(last, (at ?? -1) + 1),
      ArrowLeft: Math.max(0, (at ?? last + 1) - 1),
      Home: 0,
      End: last,
    }[event.key];
    if (event.key === "Escape") setAt(undefined);
    if (next === undefined) return;
    event.preventDefault();
    setAt(next);
  };
  return (
    <div ref={ref} className={classes.frame}>
      {width > 0 ? (
        <>
          <div
            className={classes.chart}
            role="slider"
            tabIndex={0}
            aria-label={`${label}. Use the arrow keys to read each value.`}
            aria-valuemin={0}
            aria-valuemax={Math.max(0, bars.length - 1)}
            aria-valuenow={at ?? 0}
            aria-valuetext={current ? words(current, format) : "Nothing selected"}
            onPointerMove={move}
            onPointerLeave={() => setAt(undefined)}
            onBlur={() => setAt(undefined)}
            onKeyDown={read}
          >
            <svg width={width} height={height} aria-hidden>
              <defs>
                <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                  <line className={classes.hatch} x1="0" y1="0" x2="0" y2="6" />
                </pattern>
              </defs>
              {steps.map((value) => (
                <g key={value}>
                  <line className={classes.grid} x1={left} x2={width - right} y1={y(value)} y2={y(value)} />
                  <text x={left - 8} y={y(value) + 4} textAnchor="end">
                    {format(value, true)}
                  </text>
                </g>
              ))}
              {bars.map(({ key, value, open, flagged }, index) => (
                <g key={key} data-current={index === at || undefined}>
                  {value === null ? (
                    <line
                      className={classes.none}
                      x1={x(index) - size / 2}
                      x2={x(index) + size / 2}
                      y1={y(0)}
                      y2={y(0)}
                    />
                  ) : (
                    <rect
                      className={open ? classes.open : classes.bar}
                      style={open ? { fill: `url(#${hatch})` } : undefined}
                      x={x(index) - size / 2}
                      y={y(value)}
                      width={size}
                      height={Math.max(0, y(0) - y(value))}
                      rx={Math.min(3, size / 4)}
                    />
                  )}
                  {flagged ? <circle className={classes.flag} cx={x(index)} cy={y(value ?? 0) - 8} r={4} /> : null}
                </g>
              ))}
              {target ? (
                <g className={classes.target}>
                  <line x1={left} x2={width - right} y1={y(target.value)} y2={y(target.value)} />
                  <line x1={left} x2={left + 22} y1={9} y2={9} />
                  <text x={left + 28} y={13}>
                    {target.words}
                  </text>
                </g>
              ) : null}
              {bars.map(({ key, short }, index) =>
                index % every(bars, step) === 0 ? (
                  <text key={key} x={x(index)} y={height - 4} textAnchor="middle">
                    {short}
                  </text>
                ) : null,
              )}
            </svg>
            {current && at !== undefined ? (
              <div
                className={classes.tip}
                data-end={x(at) > width / 2 || undefined}
                style={x(at) > width / 2 ? { right: width - x(at) + 8 } : { left: x(at) + 8 }}
              >
                <b>{current.label}</b>
                <span>{current.value === null ? "No data" : format(current.value)}</span>
                {current.open ? <span>Still open</span> : null}
                {current.note ? <span>{current.note}</span> : null}
              </div>
            ) : null}
          </div>
          {marks ? <Marks count={bars.length} step={step} x={x} marks={marks} /> : null}
        </>
      ) : (
        <div style={{ height }} />
      )}
    </div>
  );
}

interface MarksProps {
  count: number;
  step: number;
  x: (index: number) => number;
  marks: (from: number, to: number) => ReactNode;
}

/** Bars that are too narrow for a mark of their own share one. */
function Marks({ count, step, x, marks }: MarksProps) {
  const span = Math.max(1, Math.ceil(markWidth / Math.max(1, step)));
  const groups = Array.from({ length: Math.ceil(count / span) }, (_, group) => group * span);
  return (
    <div className={classes.marks}>
      {groups.map((from) => {
        const to = Math.min(count, from + span) - 1;
        const mark = marks(from, to);
        return mark ? (
          <span key={from} style={{ left: (x(from) + x(to)) / 2 }}>
            {mark}
          </span>
        ) : null;
      })}
    </div>
  );
}

function words({ label, value, open, note }: Bar, format: BarChartProps["format"]) {
  return [`${label}: ${value === null ? "no data" : format(value)}`, open ? "still open" : "", note ?? ""]
    .filter(Boolean)
    .join(", ");
}

/** As many labels as there is room for. */
function every(bars: Bar[], step: number) {
  const longest = Math.max(...bars.map(({ short }) => short.length), 1);
  return Math.max(1, Math.ceil((longest * 7 + 10) / Math.max(1, step)));
}

/** Round numbers from 0 to the first above the largest value. */
export function ticks(most: number, whole = false): number[] {
  if (most <= 0) return [0, 1];
  const rough = most / 3;
  const power = 10 ** Math.floor(Math.log10(rough));
  const unit = ([1, 2, 2.5, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power;
  const step = whole ? Math.max(1, Math.ceil(unit)) : unit;
  return Array.from({ length: Math.ceil(most / step) + 1 }, (_, index) => Number((index * step).toPrecision(12)));
}
