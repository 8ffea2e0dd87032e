import { CircleAlert, CircleCheck, Lightbulb, type LucideIcon, TriangleAlert } from "lucide-react";
import { useMemo, useRef } from "react";
import type { Campaign, Check } from "@/contract/types";
import { useOffer } from "@/ui/actions";
import { Keys } from "@/ui/Bits";
import { FixButton, useFix } from "@/ui/FixButton";
import { humanise, shortDay } from "@/ui/format";
import { platformName } from "@/ui/platforms";
import classes from "./advisor.module.css";
import { type Answers, Later } from "./answers";

const faces: Record<Check["severity"], { icon: LucideIcon; tone: string; word: string }> = {
  blocker: { icon: CircleAlert, tone: "bad", word: "Needs action" },
  warning: { icon: TriangleAlert, tone: "warn", word: "Warning" },
  suggestion: { icon: Lightbulb, tone: "info", word: "Suggestion" },
};

interface NextAdviceProps {
  campaign: Campaign;
  check: Check;
  answers: Answers;
}

export function NextAdvice({ campaign, check, answers }: NextAdviceProps) {
  const { icon: Icon, tone, word } = faces[check.severity];
  const unlaunched = campaign.status === "draft" || campaign.status === "planning";
  const accept = () => answers.accept(check);
  const fix = useFix({ campaign, check, onTaken: accept });
  const perform = useRef(fix?.perform);
  perform.current = fix?.perform;
  const label = fix?.label;
  useOffer(
    useMemo(
      () =>
        label
          ? [
              {
                name: "doNext",
                label: `Do next: ${label}`,
                icon: CircleCheck,
                group: "This campaign",
                keys: "d",
                running: false,
                perform: () => perform.current?.(),
              },
            ]
          : [],
      [label],
    ),
  );
  return (
    <div className={classes.next} data-tone={tone}>
      <span className={classes.nextIcon}>
        <Icon size={20} aria-hidden />
      </span>
      <div className={classes.nextMain}>
        <p className={classes.word}>{check.severity === "blocker" && unlaunched ? "Blocks the launch" : word}</p>
        <h3>{check.title}</h3>
        <p className={classes.reason}>{check.reason}</p>
        <Evidence evidence={check.evidence} />
        <div className={classes.nextButtons}>
          <FixButton campaign={campaign} check={check} primary size="sm" onTaken={accept} />
          {fix ? (
            <span className={classes.hint}>
              <Keys keys="d" />
            </span>
          ) : null}
          <Later check={check} answers={answers} />
        </div>
      </div>
    </div>
  );
}

/** What the title says already, or what only programs read. */
const unsaid = new Set(["scope", "items", "underReview", "version", "score", "status", "scheduled", "deadline", "by"]);

/** The figures that the advice rests on. */
function Evidence({ evidence }: { evidence: Record<string, unknown> }) {
  const facts = Object.entries(evidence).flatMap(([name, value]): [string, string][] => {
    if (unsaid.has(name) || value === null || value === undefined || value === "") return [];
    if (typeof value === "number") return [[name, value.toLocaleString("en", { maximumFractionDigits: 2 })]];
    if (typeof value === "boolean") return [[name, value ? "Yes" : "No"]];
    if (typeof value === "string") return /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(value) ? [] : [[name, said(value)]];
    if (Array.isArray(value) && value.every((one) => typeof one === "string" || typeof one === "number"))
      return value.length > 0
        ? [[name, value.slice(0, 4).map(String).map(said).join(", ") + (value.length > 4 ? "…" : "")]]
        : [];
    return [];
  });
  if (facts.length === 0) return null;
  return (
    <dl className={classes.evidence}>
      {facts.slice(0, 5).map(([name, value]) => (
        <div key={name}>
          <dt>{humanise(name.replace(/([a-z])([A-Z])/g, "$1_$2").toLowerCase())}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Days as people write them, words of the data as they are called. */
function said(value: string) {
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return shortDay(value);
  return /^[a-z]+(_[a-z]+|[A-Z][a-z]+)*$/.test(value)
    ? platformName(value.replace(/([a-z])([A-Z])/g, "$1_$2").toLowerCase())
    : value;
}
