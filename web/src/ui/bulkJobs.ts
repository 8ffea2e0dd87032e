import type { QueryKey } from "@tanstack/react-query";
import type { BulkStarted } from "@/contract/types";
import { store } from "./store";

/** A bulk operation of the server that this browser waits for. */
export interface WatchedJob {
  id: string;
  label: string;
  /** What follows the count, such as “archived”. */
  done: string;
  /** What is read again when it has ended. */
  stale: QueryKey[];
}

/** A large change that is tried before it is made. */
export interface CheckedJob {
  label: string;
  count: number;
  check: () => Promise<BulkStarted>;
  perform: () => Promise<void>;
}

/** From how many items on it is said first what would happen. */
export const large = 20;

export const watchedJobs = store<readonly WatchedJob[]>([]);
export const checkedJob = store<CheckedJob | undefined>(undefined);

export function watchJob(job: WatchedJob) {
  if (!watchedJobs.get().some(({ id }) => id === job.id)) watchedJobs.set([...watchedJobs.get(), job]);
}

export function forgetJob(id: string) {
  watchedJobs.set(watchedJobs.get().filter((job) => job.id !== id));
}

interface NewJob extends Omit<WatchedJob, "id"> {
  count: number;
  start: (dryRun: boolean) => Promise<BulkStarted>;
  onDone: (() => void) | undefined;
}

/** Leaves it to the server and waits for it; a large one says first what it would do. */
export async function startJob({ label, done, stale, count, start, onDone }: NewJob) {
  const perform = async () => {
    const { id } = await start(false);
    if (id) watchJob({ id, label, done, stale });
    onDone?.();
  };
  if (count > large) checkedJob.set({ label, count, check: () => start(true), perform });
  else await perform();
}
