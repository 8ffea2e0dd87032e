import classes from "./dashboard.module.css";

const width = 120;
const height = 24;

/** The days of a figure as a line; a day without data is a gap. What it shows is said beside it. */
export function Spark({ values }: { values: (number | null)[] }) {
  const known = values.flatMap((value) => (value === null ? [] : [value]));
  if (known.length < 2 || known.every((value) => value === 0)) return null;
  const most = Math.max(...known, 0);
  const least = Math.min(...known, 0);
  const x = (at: number) => (width * at) / Math.max(1, values.length - 1);
  const y = (value: number) => height - 2 - ((height - 4) * (value - least)) / (most - least || 1);
  let path = "";
  values.forEach((value, at) => {
    if (value === null) return;
    const gap = at === 0 || values[at - 1] === null;
    path += `${gap ? "M" : "L"}${x(at).toFixed(1)} ${y(value).toFixed(1)}`;
  });
  return (
    <svg className={classes.spark} viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden>
      <path d={path} vectorEffect="non-scaling-stroke" />
    </svg>
  );
}
