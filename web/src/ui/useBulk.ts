import { notifications } from "@mantine/notifications";
import { type QueryKey, useQueryClient } from "@tanstack/react-query";
import type { LucideIcon } from "lucide-react";
import { type ComponentType, useState } from "react";
import { headlineOf, problemOf } from "@/contract/problem";
import type { BulkStarted } from "@/contract/types";
import { type Ask, question, showProblem } from "./actions";
import { startJob } from "./bulkJobs";
import { counted } from "./format";
import { store } from "./store";
import { showUndo } from "./undo";

export interface BulkFormProps<T> {
  items: T[];
  submit: (words: string) => Promise<void>;
  close: () => void;
}

/** Something that is done with many items at once. */
export interface BulkAction<T, Made = unknown> {
  label: string;
  icon: LucideIcon;
  danger?: boolean;
  /** Which of the items it can be done with. */
  when: (item: T) => boolean;
  ask?: (items: T[], count: number) => Ask;
  /** Asks in a form of its own; what it submits are the words. */
  form?: ComponentType<BulkFormProps<T>>;
  run?: (item: T, words: string, index: number) => Promise<Made>;
  /** On the server for everything that the list would show, loaded or not; says how many, and how it is undone. */
  everything?: (words: string, progress: (done: number) => void) => Promise<Everything>;
  /** As a bulk operation of the server, in place of `run`: of these items, or of all that the list would show (undefined). */
  job?: (items: T[] | undefined, words: string, dryRun: boolean) => Promise<BulkStarted>;
  /** Which items the server can't do in one call each, so that `run` does them. */
  byHand?: (items: T[], words: string) => boolean;
  /** For all of them in one go, in place of `run`. */
  once?: (items: T[], words: string) => Promise<unknown>;
  /** What follows the count, such as “archived”. */
  done: string;
  undo?: (made: Made) => Promise<unknown>;
}

interface Everything {
  count: number;
  undo?: () => Promise<unknown>;
}

interface BulkOptions<T> {
  stale: QueryKey[];
  /** What an item is called in the report of what went wrong. */
  nameOf: (item: T) => string;
  onDone?: (() => void) | undefined;
}

interface Failure {
  name: string;
  reason: string;
}

/** What could not be done, item by item, until the person has read it. */
export const bulkReport = store<{ title: string; failures: Failure[] } | undefined>(undefined);

interface Form<T> {
  action: BulkAction<T>;
  items: T[];
  everywhere: number | undefined;
}

/** Carries out an action on many items one after the other, with progress, one undo, and the result of each that failed. */
export function useBulk<T>({ stale, nameOf, onDone }: BulkOptions<T>) {
  const queries = useQueryClient();
  const [running, setRunning] = useState<{ label: string; done: number; of: number }>();
  const [form, setForm] = useState<Form<T>>();
  const refresh = () => Promise.all(stale.map((queryKey) => queries.invalidateQueries({ queryKey })));

  const carryOutJob = (action: BulkAction<T>, items: T[] | undefined, words: string, count: number) =>
    startJob({
      ...action,
      stale,
      count,
      start: (dryRun) => action.job?.(items, words, dryRun) ?? Promise.reject(new Error("no job")),
      onDone,
    });

  const carryOut = async (action: BulkAction<T>, items: T[], words: string, everywhere?: number) => {
    if (action.job && (everywhere !== undefined || !action.byHand?.(items, words)))
      return carryOutJob(action, everywhere === undefined ? items : undefined, words, everywhere ?? items.length);
    if (everywhere !== undefined) return carryOutEverywhere(action, words, everywhere);
    setRunning({ label: action.label, done: 0, of: items.length });
    try {
      if (action.once) {
        await action.once(items, words);
        notifications.show({ message: action.done, color: "teal" });
      } else await each(action, items, words);
      onDone?.();
    } finally {
      setRunning(undefined);
      await refresh();
    }
  };

  const each = async ({ label, run, undo, done }: BulkAction<T>, items: T[], words: string) => {
    // One after the other: they lock the same campaign.
    const { made, failures } = await inTurn(items, nameOf, (item, index) => {
      setRunning({ label, done: index, of: items.length });
      return run ? run(item, words, index) : Promise.resolve();
    });
    const message = `${counted(made.length, "item")} ${done}.`;
    if (made.length > 0 && undo)
      showUndo(message, () => {
        inTurn(made, () => "An item", undo)
          .then((undone) => report(undone.failures, made.length, "undone"))
          .then(refresh, showProblem);
      });
    else if (made.length > 0) notifications.show({ message, color: "teal" });
    report(failures, items.length, done);
  };

  const carryOutEverywhere = async ({ label, everything, done }: BulkAction<T>, words: string, of: number) => {
    setRunning({ label, done: 0, of });
    try {
      const made = await everything?.(words, (count) => setRunning({ label, done: Math.min(count, of), of }));
      const message = `${counted(made?.count ?? 0, "item")} ${done}.`;
      const { undo } = made ?? {};
      if (undo && made?.count) showUndo(message, () => void undo().then(refresh, showProblem));
      else notifications.show({ message, color: "teal" });
      onDone?.();
    } finally {
      setRunning(undefined);
      await refresh();
    }
  };

  /** With a count for everything that the list would show, not only for these items. */
  const start = (action: BulkAction<T>, items: T[], everywhere?: number) => {
    const work = (words: string) => carryOut(action, items, words, everywhere);
    if (action.form) setForm({ action, items, everywhere });
    else if (action.ask)
      question.set({
        ask: action.ask(items, everywhere ?? items.length),
        danger: action.danger ?? false,
        answer: work,
      });
    else work("").catch(showProblem);
  };

  return { running, start, form, carryOut, closeForm: () => setForm(undefined) };
}

async function inTurn<I, O>(items: I[], nameOf: (item: I) => string, work: (item: I, index: number) => Promise<O>) {
  const made: O[] = [];
  const failures: Failure[] = [];
  for (const [index, item] of items.entries())
    await work(item, index).then(
      (one) => made.push(one),
      (error) => {
        const problem = problemOf(error);
        failures.push({ name: nameOf(item), reason: problem.detail ?? headlineOf(problem) });
      },
    );
  return { made, failures };
}

function report(failures: Failure[], of: number, done: string) {
  if (failures.length > 0)
    bulkReport.set({ title: `${failures.length} of ${counted(of, "item")} not ${done}`, failures });
}
