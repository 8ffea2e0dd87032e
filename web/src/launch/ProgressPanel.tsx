import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { Overview } from "@/contract/types";
import { Ago } from "@/ui/Bits";
import { humanise } from "@/ui/format";
import { Panel } from "@/ui/Page";
import { toneOf } from "@/ui/status";
import classes from "./launch.module.css";
import { stepFaces } from "./steps";

/** How far the launch is and what became of each delivery; from the first launch on. */
export function ProgressPanel(overview: Pick<Overview, "campaignId" | "workflow" | "deliveries">) {
  const { steps } = overview.workflow;
  const counts = Object.entries(overview.deliveries.byState).filter(([, count]) => count > 0);
  if (steps.every((step) => step.state === "pending") && counts.length === 0) return null;
  return (
    <Panel
      title="Sent"
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
                  <b>{humanise(step.name)}</b>
                  <small>
                    {step.finishedAt ? <Ago at={step.finishedAt} /> : humanise(step.state)}
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
