import classes from "./bar.module.css";

interface BarProps {
  /** From 0 to 1. */
  share: number;
  tone?: "good" | "warn" | "bad" | "quiet" | undefined;
  /** Where it stands beside words instead of below them. */
  width?: number;
}

/** How much of something is reached; the words beside it say the same, so it is hidden from screen readers. */
export function Bar({ share, tone, width }: BarProps) {
  return (
    <span className={classes.bar} data-tone={tone} style={width ? { width } : undefined} aria-hidden>
      <span style={{ width: `${Math.min(1, Math.max(0, share)) * 100}%` }} />
    </span>
  );
}
