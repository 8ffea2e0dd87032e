import { Check, CircleDashed, CircleDot, Minus, X } from "lucide-react";
import { useMe } from "@/contract/queries";
import type { ReviewDetails } from "@/contract/types";
import { shortDateTime } from "@/ui/format";
import classes from "./review.module.css";

type ReviewStage = ReviewDetails["stages"][number];

const icons = { waiting: CircleDashed, open: CircleDot, approved: Check, rejected: X, skipped: Minus };

/** The stages of a review: who decided, whose turn it is and who comes after. */
export function ReviewStages({ review }: { review: ReviewDetails | undefined }) {
  if (!review) return null;
  const [only] = review.stages;
  if (review.stages.length === 1 && only)
    return (
      <>
        {automatic(only).map((line) => (
          <p key={line} className={classes.stageNote}>
            {line}
          </p>
        ))}
        {only.state === "open" ? <p className={classes.stageNote}>{canApprove(only)}</p> : null}
      </>
    );
  return (
    <ol className={classes.stages} aria-label="Stages">
      {review.stages.map((stage) => (
        <Stage key={stage.position} stage={stage} />
      ))}
    </ol>
  );
}

function Stage({ stage }: { stage: ReviewStage }) {
  const zone = useMe().workspace.timeZone;
  const Icon = icons[stage.state as keyof typeof icons] ?? CircleDashed;
  return (
    <li data-state={stage.state} aria-current={stage.state === "open" ? "step" : undefined}>
      <Icon size={15} aria-hidden />
      <span>
        <b>{stage.name}</b>
        <small>{said(stage)}</small>
        {automatic(stage).map((line) => (
          <small key={line}>{line}</small>
        ))}
        {stage.state === "open" && stage.deadline ? <small>Due {shortDateTime(stage.deadline, zone)}</small> : null}
      </span>
    </li>
  );
}

function said(stage: ReviewStage) {
  switch (stage.state) {
    case "open":
      return [decided(stage, "approved", "Approved by"), canApprove(stage)].filter(Boolean).join(" ");
    case "approved":
      return decided(stage, "approved", "Approved by") || (automatic(stage).length > 0 ? "" : "Approved.");
    case "rejected":
      return decided(stage, "changes_requested", "Changes requested by") || "Not approved.";
    case "skipped":
      return "Not needed.";
    default:
      return "Not its turn yet.";
  }
}

function canApprove({ eligible, role, rule }: ReviewStage) {
  if (eligible.length === 0)
    return role === "external"
      ? "No guest can approve this yet. A link works if the person who made it didn’t write the items."
      : "No one can approve this yet.";
  const names = eligible.map(({ name }) => name).join(", ");
  if (rule === "all") return `Everyone approves: ${names}.`;
  return typeof rule === "object" && rule && "quorum" in rule && rule.quorum > 1
    ? `Needs ${rule.quorum} people. Can approve: ${names}.`
    : `Can approve: ${names}.`;
}

const listed = new Intl.ListFormat("en");
const mostTitles = 3;

/** What rules approved here, and why. */
function automatic({ decisions }: ReviewStage) {
  return decisions.flatMap(({ auto, items }) =>
    auto ? [`${titlesOf(items)} approved automatically by rule “${auto.rule}”, because ${auto.because}.`] : [],
  );
}

function titlesOf(items: string[]) {
  const more = items.length - mostTitles;
  const named = items.slice(0, mostTitles).map((title) => `“${title}”`);
  return listed.format(more > 0 ? [...named, `${more} more`] : named);
}

/** Both names, where someone decided for another person. */
function decided({ decisions }: ReviewStage, decision: string, words: string) {
  const names = decisions
    .filter((one) => one.decision === decision && !one.auto)
    .map(({ by, onBehalfOf }) => (onBehalfOf.length > 0 ? `${by} for ${onBehalfOf.join(", ")}` : by));
  return names.length > 0 ? `${words} ${[...new Set(names)].join(" and ")}.` : "";
}
