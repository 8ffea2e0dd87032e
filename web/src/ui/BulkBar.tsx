import { ActionIcon, Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { type QueryKey, useQueryClient } from "@tanstack/react-query";
import { type LucideIcon, X } from "lucide-react";
import { useState } from "react";
import { type Ask, question, showProblem } from "./actions";
import { counted } from "./format";
import classes from "./tablelist.module.css";
import { showUndo } from "./undo";

/** Something that is done with many items at once. */
export interface BulkAction<T, Made = unknown> {
  label: string;
  icon: LucideIcon;
  danger?: boolean;
  /** Which of the items it can be done with. */
  when: (item: T) => boolean;
  ask?: (items: T[]) => Ask;
  run?: (item: T) => Promise<Made>;
  /** For all of them in one go, in place of `run`. */
  once?: (items: T[], words: string) => Promise<unknown>;
  /** What follows the count, such as “archived”. */
  done: string;
  undo?: (made: Made) => Promise<unknown>;
}

interface BulkBarProps<T> {
  items: T[];
  actions: BulkAction<T>[];
  stale: QueryKey[];
  clear: () => void;
}

/** What can be done with the chosen items; at the bottom of the screen while any are chosen. */
export function BulkBar<T>({ items, actions, stale, clear }: BulkBarProps<T>) {
  const queries = useQueryClient();
  const [running, setRunning] = useState<string>();
  if (items.length === 0) return null;
  const refresh = () => Promise.all(stale.map((queryKey) => queries.invalidateQueries({ queryKey })));

  const carryOut = async (action: BulkAction<T>, chosen: T[], words: string) => {
    setRunning(action.label);
    try {
      if (action.once) {
        await action.once(chosen, words);
        notifications.show({ message: action.done, color: "teal" });
      } else await each(action, chosen);
      clear();
    } finally {
      setRunning(undefined);
      await refresh();
    }
  };

  const each = async ({ run, undo, done }: BulkAction<T>, chosen: T[]) => {
    const made: unknown[] = [];
    const failed: unknown[] = [];
    // One after the other: they lock the same campaign.
    for (const item of chosen)
      await run?.(item).then(
        (one) => made.push(one),
        (error) => failed.push(error),
      );
    const message = `${counted(made.length, "item")} ${done}.`;
    if (made.length > 0 && undo)
      showUndo(message, () => {
        Promise.all(made.map(undo)).then(refresh, showProblem);
      });
    else if (made.length > 0) notifications.show({ message, color: "teal" });
    if (failed.length > 0) showProblem(failed[0]);
  };

  return (
    <div className={classes.bulk} role="toolbar" aria-label="Selected items">
      <b aria-live="polite">{items.length.toLocaleString("en")} selected</b>
      {actions.map((action) => {
        const chosen = items.filter(action.when);
        if (chosen.length === 0) return null;
        const Icon = action.icon;
        return (
          <Button
            key={action.label}
            size="xs"
            variant="subtle"
            data-danger={action.danger || undefined}
            className={classes.bulkAction}
            leftSection={<Icon size={14} aria-hidden />}
            loading={running === action.label}
            onClick={() => {
              const answer = (words: string) => carryOut(action, chosen, words);
              if (action.ask) question.set({ ask: action.ask(chosen), danger: action.danger ?? false, answer });
              else answer("").catch(showProblem);
            }}
          >
            {action.label}
            {chosen.length < items.length ? ` (${chosen.length})` : ""}
          </Button>
        );
      })}
      <ActionIcon aria-label="Clear selection" onClick={clear}>
        <X size={16} />
      </ActionIcon>
    </div>
  );
}
