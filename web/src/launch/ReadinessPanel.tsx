import type { Overview } from "@/contract/types";
import { Bar } from "@/ui/Bar";
import { humanise } from "@/ui/format";
import { Panel } from "@/ui/Page";
import classes from "./launch.module.css";

interface ReadinessPanelProps extends Pick<Overview, "readiness" | "readinessParts"> {
  /** With its parts beside each other. */
  wide?: boolean;
}

export function ReadinessPanel({ readiness, readinessParts, wide }: ReadinessPanelProps) {
  return (
    <Panel title="Readiness">
      <div className={classes.readiness} data-wide={wide || undefined}>
        <Ring score={readiness} />
        <ul className={classes.parts}>
          {readinessParts.map((part) => (
            <li key={part.name}>
              <div className={classes.part}>
                <span>{humanise(part.name)}</span>
                <span className={classes.points}>
                  {part.score}/{part.max}
                </span>
              </div>
              <Bar
                share={part.max > 0 ? part.score / part.max : 0}
                tone={part.score >= part.max ? "good" : undefined}
              />
              <p className={classes.partReason}>{part.reason}</p>
            </li>
          ))}
        </ul>
      </div>
    </Panel>
  );
}

function Ring({ score }: { score: number }) {
  const around = 2 * Math.PI * 30;
  const tone = score >= 100 ? "var(--good)" : "var(--mantine-color-iris-5)";
  return (
    <div className={classes.ring}>
      <svg viewBox="0 0 72 72" width="72" height="72" role="img" aria-label={`Readiness ${score} of 100`}>
        <circle cx="36" cy="36" r="30" fill="none" stroke="var(--neutral-soft)" strokeWidth="7" />
        <circle
          cx="36"
          cy="36"
          r="30"
          fill="none"
          stroke={tone}
          strokeWidth="7"
          strokeLinecap={score > 0 ? "round" : "butt"}
          strokeDasharray={`${(around * Math.min(100, Math.max(0, score))) / 100} ${around}`}
          transform="rotate(-90 36 36)"
        />
        <text x="36" y="41" textAnchor="middle" className={classes.score}>
          {score}
        </text>
      </svg>
      <p>
        <b>{score >= 100 ? "Ready" : `${score}% ready`}</b>
        <span>Each part adds to the score.</span>
      </p>
    </div>
  );
}
