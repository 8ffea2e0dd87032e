import { humanise } from "./format";
import classes from "./status.module.css";

export type Tone = "good" | "warn" | "bad" | "info" | "accent" | "neutral";

const tones: Record<string, Tone> = {
  active: "good",
  up: "good",
  ok: "good",
  degraded: "warn",
  down: "bad",
  firing: "bad",
  acknowledged: "warn",
  resolved: "good",
  delivered: "good",
  failing: "bad",
  pending: "info",
  connected: "good",
  needs_attention: "warn",
  authorizing: "info",
  compensating: "warn",
  compensated: "warn",
  not_sent: "info",
  allowed: "good",
  needs_reconnect: "bad",
  running: "good",
  ready: "good",
  approved: "good",
  published: "good",
  sent: "good",
  confirmed: "good",
  accepted: "good",
  done: "good",
  completed: "good",
  paused: "warn",
  needs_review: "warn",
  in_review: "info",
  unconfirmed: "warn",
  captured: "warn",
  handed_over: "warn",
  warning: "warn",
  rejected: "bad",
  needs_approval: "warn",
  approval_lost: "warn",
  changes_requested: "bad",
  withdrawn: "warn",
  failed: "bad",
  blocker: "bad",
  scheduled: "info",
  planned: "info",
  planning: "info",
  publishing: "accent",
  sending: "accent",
  claimed: "accent",
  submitted: "accent",
  queued: "info",
  strategy: "info",
  content: "info",
  suggestion: "info",
};

/** An active campaign is called “Running” everywhere, as its phase is. */
export function campaignStatusName(status: string) {
  return status === "active" ? "Running" : humanise(status);
}

export function toneOf(status: string): Tone {
  return tones[status] ?? "neutral";
}

/** Shown as a dot and a word, never by colour alone. */
export function Status({ value, label }: { value: string; label?: string | undefined }) {
  return (
    <span className={classes.status} data-tone={toneOf(value)}>
      <span className={classes.dot} aria-hidden />
      <span className={classes.word}>{label ?? humanise(value)}</span>
    </span>
  );
}

export function Tag({ children, tone = "neutral" }: { children: React.ReactNode; tone?: Tone }) {
  return (
    <span className={classes.tag} data-tone={tone}>
      {children}
    </span>
  );
}
