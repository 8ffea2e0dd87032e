import { Modal, Progress, Stack, Text } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useEffect, useState, useSyncExternalStore } from "react";
import { showProblem } from "@/ui/actions";
import { type CheckedJob, checkedJob } from "@/ui/bulkJobs";
import { Footer } from "@/ui/Form";
import { counted } from "@/ui/format";
import { Bone } from "@/ui/States";
import classes from "./bulk.module.css";
import { bulkQuery, cancelBulk, isOpen } from "./queries";

interface Outcome {
  changes: number;
  same: number;
  reasons: { reason: string; count: number }[];
}

/** What a large change would do, before it is made. */
export function CheckHost() {
  const job = useSyncExternalStore(checkedJob.subscribe, checkedJob.get);
  const close = () => checkedJob.set(undefined);
  return (
    <Modal opened={job !== undefined} onClose={close} title={job?.label ?? ""} size="md">
      {job ? <Check job={job} close={close} /> : null}
    </Modal>
  );
}

function Check({ job, close }: { job: CheckedJob; close: () => void }) {
  const [id, setId] = useState<string>();
  const [outcome, setOutcome] = useState<Outcome>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is tried once, when it is opened
  useEffect(() => {
    let closed = false;
    const failed = (error: unknown) => {
      if (!closed) close();
      showProblem(error);
    };
    job.check().then((started) => {
      if (closed) return void (started.id && cancelBulk(started.id).catch(() => undefined));
      if (started.id) setId(started.id);
      const items = started.items ?? [];
      if (!started.id)
        setOutcome({
          changes: items.filter(({ changes }) => changes).length,
          same: items.filter(({ ok, changes }) => ok && !changes).length,
          reasons: reasonsOf(items),
        });
    }, failed);
    return () => {
      closed = true;
    };
  }, []);
  if (outcome) return <Summary job={job} outcome={outcome} close={close} />;
  return id ? <Trial id={id} ended={setOutcome} /> : <Bone height={60} />;
}

/** A trial in the background: one that is closed before its end is canceled. */
function Trial({ id, ended }: { id: string; ended: (outcome: Outcome) => void }) {
  const { data } = useQuery(bulkQuery(id, "failed", 200));
  const open = !data || isOpen(data);
  useEffect(() => {
    if (data && !open) ended({ changes: data.done, same: data.skipped, reasons: reasonsOf(data.items) });
  }, [data, open, ended]);
  useEffect(() => () => void cancelBulk(id).catch(() => undefined), [id]);
  const worked = data ? data.done + data.failed + data.skipped : 0;
  return (
    <Stack gap="xs">
      <Text size="sm">Checking what would happen… Nothing is changed yet.</Text>
      <Progress value={(100 * worked) / Math.max(1, data?.total ?? 1)} aria-label="Checked" />
      <Text size="xs" c="dimmed">
        {worked.toLocaleString("en")} of {(data?.total ?? 0).toLocaleString("en")}
      </Text>
    </Stack>
  );
}

function reasonsOf(items: { error: { detail: string } | null }[]) {
  const counts = new Map<string, number>();
  for (const { error } of items) if (error) counts.set(error.detail, (counts.get(error.detail) ?? 0) + 1);
  return [...counts].map(([reason, count]) => ({ reason, count })).sort((a, b) => b.count - a.count);
}

function Summary({ job, outcome, close }: { job: CheckedJob; outcome: Outcome; close: () => void }) {
  const { changes, same, reasons } = outcome;
  const perform = useMutation({ mutationFn: job.perform, onSuccess: close, onError: showProblem });
  const left = job.count - changes - same;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        perform.mutate();
      }}
    >
      <Stack gap="sm">
        <Text size="sm">
          <b>
            {changes.toLocaleString("en")} of {job.count.toLocaleString("en")} will change.
          </b>
          {same > 0 ? ` ${counted(same, "item")} already ${same === 1 ? "has" : "have"} this.` : ""}
          {left > 0 ? ` ${left.toLocaleString("en")} can’t be changed:` : ""}
        </Text>
        {reasons.length > 0 ? (
          <ul className={classes.reasons}>
            {reasons.map(({ reason, count }) => (
              <li key={reason}>
                <b>{counted(count, "item")}</b>
                {reason}
              </li>
            ))}
          </ul>
        ) : null}
        <Footer
          label={changes === 0 ? "Nothing to change" : `Change ${counted(changes, "item")}`}
          busy={perform.isPending}
          close={close}
          disabled={changes === 0}
        />
      </Stack>
    </form>
  );
}
