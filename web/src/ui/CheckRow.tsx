import { CircleAlert, Lightbulb, type LucideIcon, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import type { Check } from "@/contract/types";
import classes from "./checks.module.css";
import { RowList } from "./List";
import ui from "./row.module.css";

const faces: Record<Check["severity"], { icon: LucideIcon; tone: string; word: string }> = {
  blocker: { icon: CircleAlert, tone: "bad", word: "Blocker" },
  warning: { icon: TriangleAlert, tone: "warn", word: "Warning" },
  suggestion: { icon: Lightbulb, tone: "info", word: "Suggestion" },
};

/** Checks in a narrow place, such as a side column. */
export function CheckList({ children }: { children: ReactNode }) {
  return <RowList className={classes.narrow}>{children}</RowList>;
}

/** Two checks can be about the same thing with the same code, such as the approvals of two parts of a campaign. */
export function keyOfCheck({ code, subject, title }: Check) {
  return `${code} ${subject.kind} ${subject.id ?? ""} ${title}`;
}

/** One check: severity, title, reason and its fix. */
export function CheckRow({ check, children }: { check: Check; children?: ReactNode }) {
  const { icon: Icon, tone, word } = faces[check.severity];
  return (
    <div className={`${ui.row} ${classes.check}`} data-tone={tone}>
      <span className={classes.icon}>
        <Icon size={16} aria-label={word} />
      </span>
      <div className={ui.rowMain}>
        <p className={classes.title}>{check.title}</p>
        <p className={classes.reason}>{check.reason}</p>
      </div>
      {children}
    </div>
  );
}
