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

const kept = "fanfare.bulk";
/** From how many items on it is said first what would happen. */
export const large = 20;

export const watchedJobs = store<readonly WatchedJob[]>(read());
export const checkedJob = store<CheckedJob | undefined>(undefined);

/** They are still waited for after the page is loaded again. */
function read(): WatchedJob[] {
  try {
    return JSON.parse(sessionStorage.getItem(kept) ?? "[]");
  } catch {
    return [];
  }
}

function keep(jobs: readonly WatchedJob[]) {
  watchedJobs.set(jobs);
  try {
    sessionStorage.setItem(kept, JSON.stringify(jobs));
  } catch {
    // Without storage they are found again by the list of what runs.
  }
}

export function watchJob(job: WatchedJob) {
  if (!watchedJobs.get().some(({ id }) => id === job.id)) keep([...watchedJobs.get(), job]);
}

export function forgetJob(id: string) {
  keep(watchedJobs.get().filter((job) => job.id !== id));
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
