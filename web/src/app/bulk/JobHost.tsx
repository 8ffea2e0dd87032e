import { ActionIcon, Button, Progress } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { X } from "lucide-react";
import { useEffect, useSyncExternalStore } from "react";
import { keys } from "@/contract/keys";
import type { BulkProgress } from "@/contract/types";
import { showProblem } from "@/ui/actions";
import { forgetJob, type WatchedJob, watchedJobs, watchJob } from "@/ui/bulkJobs";
import { counted } from "@/ui/format";
import { showUndo } from "@/ui/undo";
import { bulkReport } from "@/ui/useBulk";
import classes from "./bulk.module.css";
import { bulkQuery, cancelBulk, isOpen, runningQuery, undoBulk } from "./queries";
import { staleAfter, titleOf } from "./words";

/** The progress of what runs on the server, on every page and after a reload; then what came of it. */
export function JobHost() {
  const jobs = useSyncExternalStore(watchedJobs.subscribe, watchedJobs.get);
  const running = useQuery(runningQuery);
  useEffect(() => {
    for (const bulk of running.data?.items ?? [])
      watchJob({ id: bulk.id, label: titleOf(bulk), done: "changed", stale: staleAfter });
  }, [running.data]);
  if (jobs.length === 0) return null;
  return (
    <section className={classes.jobs} aria-label="Bulk changes in progress">
      {jobs.map((job) => (
        <Job key={job.id} job={job} />
      ))}
    </section>
  );
}

function Job({ job }: { job: WatchedJob }) {
  const queries = useQueryClient();
  const { data, isError } = useQuery(bulkQuery(job.id));
  useEffect(() => {
    if (isError) forgetJob(job.id);
    if (!data || isOpen(data)) return;
    forgetJob(job.id);
    const refresh = () => {
      for (const queryKey of [...job.stale, keys.bulk]) queries.invalidateQueries({ queryKey });
    };
    refresh();
    announce(job, data);
    if (data.failed > 0)
      queries
        .fetchQuery({ ...bulkQuery(job.id, "failed", 200), staleTime: 0 })
        .then(({ items }) => report(job, data, items), showProblem);
  }, [data, isError, job, queries]);
  if (!data || !isOpen(data)) return null;
  const worked = data.done + data.failed + data.skipped;
  return (
    <div className={classes.job}>
      <Link to="/settings/bulk" search={{ id: job.id }} className={classes.label}>
        {job.label}
      </Link>
      <span className={classes.count}>
        {worked.toLocaleString("en")} of {data.total.toLocaleString("en")}
      </span>
      <Progress
        value={(100 * worked) / Math.max(1, data.total)}
        className={classes.bar}
        aria-label={`${job.label}: ${worked} of ${data.total}`}
      />
      <Button size="compact-xs" variant="default" onClick={() => cancelBulk(job.id).catch(showProblem)}>
        Cancel
      </Button>
      <ActionIcon size="sm" aria-label={`Hide ${job.label}`} onClick={() => forgetJob(job.id)}>
        <X size={14} />
      </ActionIcon>
    </div>
  );
}

function announce(job: WatchedJob, { id, state, done, undoable }: BulkProgress) {
  const message = `${counted(done, "item")} ${job.done}${state === "cancelled" ? "; the rest was canceled" : ""}.`;
  const undo = () =>
    undoBulk(id).then(({ id: undoing }) => {
      if (undoing) watchJob({ id: undoing, label: `Undo: ${job.label}`, done: "put back", stale: job.stale });
    }, showProblem);
  if (undoable) showUndo(message, undo);
  else if (done > 0 || state === "cancelled") notifications.show({ message, color: "teal" });
}

function report(job: WatchedJob, { failed, total }: BulkProgress, items: BulkProgress["items"]) {
  bulkReport.set({
    title: `${failed.toLocaleString("en")} of ${counted(total, "item")} not ${job.done}`,
    failures: items.map(({ id, title, error }) => ({ name: title ?? id, reason: error?.detail ?? "It failed." })),
  });
}
