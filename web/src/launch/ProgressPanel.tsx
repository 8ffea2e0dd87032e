import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { Overview, WorkflowStep } from "@/contract/types";
import { Ago } from "@/ui/Bits";
import { humanise, shortDateTime } from "@/ui/format";
import { Panel } from "@/ui/Page";
import { toneOf } from "@/ui/status";
import classes from "./launch.module.css";
import { stepFaces, stepNames } from "./steps";

interface ProgressPanelProps extends Pick<Overview, "campaignId" | "workflow" | "deliveries" | "nextDue"> {
  zone: string;
}

/** How far the launch is and how each delivery went; from the first launch on. */
export function ProgressPanel(overview: ProgressPanelProps) {
  const steps = overview.workflow.steps.map((step) => shown(step, overview));
  const counts = Object.entries(overview.deliveries.byState).filter(([, count]) => count > 0);
  if (steps.every((step) => step.state === "pending") && counts.length === 0) return null;
  return (
    <Panel
      title="Sending"
      aside={
        <Button
          size="xs"
          variant="default"
          renderRoot={(props) => <Link to="/deliveries" search={{ campaignId: overview.campaignId }} {...props} />}
        >
          All deliveries
        </Button>
      }
    >
      {steps.length > 0 ? (
        <ol className={classes.steps}>
          {steps.map((step) => {
            const { icon: Icon, tone } = stepFaces[step.state];
            return (
              <li key={step.name} data-tone={tone}>
                <Icon size={16} aria-hidden />
                <span>
                  <b>{stepNames[step.name]}</b>
                  <small>
                    {step.note ?? (step.finishedAt ? <Ago at={step.finishedAt} /> : humanise(step.state))}
                    {step.error ? ` · ${step.error}` : ""}
                  </small>
                </span>
              </li>
            );
          })}
        </ol>
      ) : null}
      {counts.length > 0 ? (
        <ul className={classes.counts}>
          {counts.map(([state, count]) => (
            <li key={state} data-tone={toneOf(state)}>
              <Link to="/deliveries" search={{ campaignId: overview.campaignId, state }}>
                <b>{count.toLocaleString("en")}</b>
                <span>{humanise(state)}</span>
              </Link>
            </li>
          ))}
        </ul>
      ) : null}
    </Panel>
  );
}

const gone = ["confirmed", "captured", "submitted", "handed_over", "sent"];

/** Sending and confirming begin with the first item that goes out, not with the launch. */
function shown(
  step: WorkflowStep,
  { deliveries, nextDue, zone }: ProgressPanelProps,
): WorkflowStep & { note?: string } {
  if (step.error || (step.name !== "publish" && step.name !== "monitor")) return step;
  const sent = Object.entries(deliveries.byState).reduce(
    (sum, [state, n]) => (gone.includes(state) ? sum + n : sum),
    0,
  );
  if (sent === 0)
    return {
      ...step,
      state: "pending",
      note:
        step.name === "publish" && nextDue
          ? `First: ${unbroken(shortDateTime(nextDue, zone))}`
          : "After the first item",
    };
  if (step.name === "publish")
    return {
      ...step,
      state: nextDue ? "running" : "done",
      note: nextDue ? `Next: ${unbroken(shortDateTime(nextDue, zone))}` : "Everything is sent",
    };
  return step;
}

/** A time stays on one line. */
const unbroken = (time: string) => time.replace(/ (AM|PM)$/, "\u00a0$1");
