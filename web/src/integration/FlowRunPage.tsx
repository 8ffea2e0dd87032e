import { Anchor, Button, Group, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { FlowRun } from "@/contract/types";
import { ActionButton, canDo, showProblem, useActions } from "@/ui/actions";
import { Ago } from "@/ui/Bits";
import { RowList } from "@/ui/List";
import { Facts } from "@/ui/layout";
import { Panel } from "@/ui/Page";
import { Row } from "@/ui/Row";
import { BoneRows, Loaded, Notice } from "@/ui/States";
import { Status } from "@/ui/status";
import { useWrite } from "@/ui/useWrite";
import { flowRunActions } from "./actions";
import classes from "./integration.module.css";
import { runStates, serviceName, stepStates, undoStates } from "./names";
import { flowRunQuery } from "./queries";

type Step = FlowRun["steps"][number];

/** A run with the state of each step. */
export function FlowRunPage() {
  const { runId = "" } = useParams({ strict: false });
  return (
    <Stack gap={16}>
      <Anchor component={Link} to="/settings/integrations" size="sm">
        All integrations
      </Anchor>
      <Loaded query={useQuery(flowRunQuery(runId))} skeleton={<BoneRows count={4} />}>
        {(run) => <Details run={run} />}
      </Loaded>
    </Stack>
  );
}

function Details({ run }: { run: FlowRun }) {
  const bound = useActions(flowRunActions, run);
  const { name, state, reason, by, createdAt, finishedAt, steps } = run;
  return (
    <>
      <Panel title={name} aside={bound.map((action) => <ActionButton key={action.name} action={action} />)}>
        <Stack gap="sm">
          {reason ? (
            <Notice tone={state === "needs_attention" ? "warn" : "info"} title={runStates[state]}>
              {reason}
            </Notice>
          ) : null}
          <Facts
            facts={[
              ["State", <Status key="state" value={state} label={runStates[state]} />],
              ["Started by", by],
              ["Started", <Ago key="started" at={createdAt} />],
              finishedAt && ["Finished", <Ago key="finished" at={finishedAt} />],
            ]}
          />
        </Stack>
      </Panel>
      <Panel title="Steps" padded={false}>
        <RowList>
          {steps.map((step) => (
            <li key={step.id}>
              <StepRow run={run} step={step} />
            </li>
          ))}
        </RowList>
      </Panel>
    </>
  );
}

function StepRow({ run, step }: { run: FlowRun; step: Step }) {
  const { id, service, call, state, error, undoState, undoError, result } = step;
  return (
    <Row
      title={id}
      note={`${serviceName(service)} · ${call}`}
      words={
        <>
          <strong>{id}</strong>
          <span>
            {serviceName(service)} · {call}
          </span>
          {error ? <p>{error}</p> : null}
          {undoState ? (
            <p>
              {undoStates[undoState]}
              {undoError ? `: ${undoError}` : "."}
            </p>
          ) : null}
          <Resolve run={run} step={step} />
          {result ? (
            <details>
              <summary>Result</summary>
              <pre className={classes.data}>{JSON.stringify(result, null, 2)}</pre>
            </details>
          ) : null}
        </>
      }
    >
      <Status value={state} label={stepStates[state]} />
    </Row>
  );
}

/** Only a person can find out whether a call happened whose answer was lost. */
function Resolve({ run, step }: { run: FlowRun; step: Step }) {
  const resolve = useWrite({
    run: (outcome: "done" | "not_done") =>
      take(
        api.POST("/api/flow-runs/{id}/steps/{step}/resolve", {
          params: { path: { id: run.id, step: step.id } },
          body: { outcome },
        }),
      ),
    stale: [keys.integrations],
    onRefused: showProblem,
  });
  const unclear = step.state === "unconfirmed" || step.undoState === "unconfirmed" || step.undoState === "failed";
  if (!unclear || run.state !== "needs_attention" || !canDo(run, "resolveFlowStep")) return null;
  return (
    <Group gap="xs" mt={6}>
      <Button size="compact-xs" variant="default" loading={resolve.isPending} onClick={() => resolve.mutate("done")}>
        It happened
      </Button>
      <Button
        size="compact-xs"
        variant="default"
        loading={resolve.isPending}
        onClick={() => resolve.mutate("not_done")}
      >
        It did not happen
      </Button>
    </Group>
  );
}
