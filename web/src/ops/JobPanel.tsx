import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Cog } from "lucide-react";
import { take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { Job } from "@/contract/types";
import { counted, humanise } from "@/ui/format";
import { ListPanel } from "@/ui/List";
import { Row, RowEnd } from "@/ui/Row";
import { FormProblem } from "@/ui/States";
import { Status } from "@/ui/status";
import { useWrite } from "@/ui/useWrite";
import { jobsQuery } from "./queries";
import { useSource } from "./source";
import { When } from "./When";

const states = { waiting: "Waiting", running: "Running", failing: "Failing", failed: "Failed" } as const;

/** Background work: what failed, and what is due next. */
export function JobPanel() {
  const { client, ...source } = useSource();
  const jobs = useQuery(jobsQuery({ client, ...source }));
  const retry = useWrite({
    run: ({ id }: Job) => take(client.POST("/api/monitoring/jobs/{id}/retry", { params: { path: { id } } })),
    stale: [keys.monitoring],
    done: "The job is tried again.",
  });
  return (
    <ListPanel
      title="Jobs"
      query={jobs}
      keyOf={({ id }) => id}
      row={(job) => <JobRow job={job} retry={() => retry.mutate(job)} busy={retry.isPending} />}
      empty={{ icon: Cog, title: "No jobs", text: "Nothing waits in the background, and nothing has failed." }}
    >
      <FormProblem error={retry.error} />
    </ListPanel>
  );
}

function JobRow({ job, retry, busy }: { job: Job; retry: () => void; busy: boolean }) {
  const { lane, state, dueAt, attempts, error, workspaceId, can } = job;
  const failures = attempts > 0 ? counted(attempts, "failed attempt") : null;
  return (
    <Row
      title={humanise(lane)}
      note={[error, failures, workspaceId].filter(Boolean).join(" · ")}
      actions={
        can.includes("retryJob") ? (
          <Button size="xs" variant="default" onClick={retry} loading={busy} aria-label={`Retry ${humanise(lane)}`}>
            Retry
          </Button>
        ) : null
      }
    >
      <RowEnd wide>
        <span>
          {state === "failed" ? "" : "due "}
          <When at={dueAt} />
        </span>
      </RowEnd>
      <Status value={state} label={states[state]} />
    </Row>
  );
}
