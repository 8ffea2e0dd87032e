import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { RotateCw } from "lucide-react";
import type { Campaign, WorkflowStep } from "@/contract/types";
import { ActionButton, type Bound } from "@/ui/actions";
import { dateTime, spanOfTime, zoneLabel } from "@/ui/format";
import { Panel } from "@/ui/Page";
import { BoneRows, Loaded, Notice } from "@/ui/States";
import { Status } from "@/ui/status";
import classes from "./launch.module.css";
import { launchStatusQuery } from "./queries";
import { stepFaces, stepNames } from "./steps";

const words: Record<WorkflowStep["name"], string> = {
  validate: "All checks run again.",
  schedule: "Approved items are queued, each with its time.",
  publish: "Each item is sent once, when its time comes.",
  monitor: "Sent messages are tracked until delivery is confirmed.",
};
const notBegun = { state: "pending", startedAt: null, finishedAt: null, error: null } as const;
const names: WorkflowStep["name"][] = ["validate", "schedule", "publish", "monitor"];

interface WorkflowPanelProps {
  campaign: Campaign;
  /** Launches, or goes on where a step failed. */
  launch: Bound | undefined;
}

/** The steps of the launch with their times and errors; before the first one, what they will be. */
export function WorkflowPanel({ campaign, launch }: WorkflowPanelProps) {
  const status = useQuery(launchStatusQuery(campaign.id));
  return (
    <Panel
      title="Launch"
      aside={<span className={classes.zone}>Times in {zoneLabel(campaign.timeZone)}</span>}
      padded={false}
    >
      <Loaded query={status} skeleton={<BoneRows count={4} height={76} />}>
        {({ workflow }) => {
          const launched = workflow.steps.length > 0;
          const steps = launched ? workflow.steps : names.map((name): WorkflowStep => ({ ...notBegun, name }));
          return (
            <>
              <ol className={classes.flow}>
                {steps.map((step) => (
                  <Step key={step.name} step={step} zone={campaign.timeZone} again={launch} />
                ))}
              </ol>
              {launched ? null : (
                <div className={classes.notYet}>
                  <p>
                    {campaign.status === "cancelled" || campaign.status === "completed"
                      ? "This campaign was never launched."
                      : "Not launched yet. Nothing is sent before launch."}
                  </p>
                  <ActionButton action={launch} />
                </div>
              )}
            </>
          );
        }}
      </Loaded>
    </Panel>
  );
}

function Step({ step, zone, again }: { step: WorkflowStep; zone: string; again: Bound | undefined }) {
  const { icon: Icon, tone } = stepFaces[step.state];
  const { startedAt, finishedAt } = step;
  return (
    <li data-tone={tone}>
      <span className={classes.flowIcon}>
        <Icon size={16} aria-hidden />
      </span>
      <div className={classes.flowMain}>
        <p>
          <b>{stepNames[step.name]}</b>
          <Status value={step.state} />
        </p>
        <p className={classes.flowWords}>{words[step.name]}</p>
        {step.error ? (
          <Notice tone="bad" title="This step failed">
            <p>{step.error}</p>
            {again ? (
              <Button
                size="xs"
                variant="default"
                mt={8}
                leftSection={<RotateCw size={13} aria-hidden />}
                loading={again.running}
                onClick={again.perform}
              >
                Retry from here
              </Button>
            ) : null}
          </Notice>
        ) : null}
      </div>
      <div className={classes.flowTimes}>
        {startedAt ? <time dateTime={startedAt}>{dateTime(startedAt, zone)}</time> : null}
        {startedAt && finishedAt ? <span>took {spanOfTime(startedAt, finishedAt)}</span> : null}
        {startedAt && !finishedAt && step.state === "running" ? <span>still running</span> : null}
      </div>
    </li>
  );
}
