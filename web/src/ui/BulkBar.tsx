import { ActionIcon, Button, Modal } from "@mantine/core";
import type { QueryKey } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useEffect, useState } from "react";
import classes from "./tablelist.module.css";
import { type BulkAction, useBulk } from "./useBulk";

export type { BulkAction, BulkFormProps } from "./useBulk";

interface BulkBarProps<T> {
  items: T[];
  actions: BulkAction<T>[];
  nameOf: (item: T) => string;
  stale: QueryKey[];
  clear: () => void;
  /** Chooses every row that is loaded, where the box above the list is not in sight. */
  selectAll?: { rows: number; perform: () => void };
  /** How many rows are loaded, and how many the list has, where actions can take them all. */
  whole?: { loaded: number; count: number } | undefined;
}

/** What can be done with the chosen items; at the bottom of the screen while any are chosen. */
export function BulkBar<T>({ items, actions, nameOf, stale, clear, selectAll, whole }: BulkBarProps<T>) {
  const [every, setEvery] = useState(false);
  const { running, start, form, carryOut, closeForm } = useBulk<T>({ stale, nameOf, onDone: clear });
  const more = whole !== undefined && items.length === whole.loaded && whole.count > whole.loaded;
  useEffect(() => {
    if (!more) setEvery(false);
  }, [more]);
  if (items.length === 0 && !running) return null;
  const all = every && more ? whole.count : undefined;
  return (
    <div className={classes.bulk} role="toolbar" aria-label="Selected items">
      <b aria-live="polite">
        {running
          ? `${running.done.toLocaleString("en")} of ${running.of.toLocaleString("en")}`
          : all
            ? `All ${all.toLocaleString("en")} selected`
            : `${items.length.toLocaleString("en")} selected`}
      </b>
      {selectAll && items.length < selectAll.rows && !running ? (
        <Button
          size="xs"
          variant="default"
          className={classes.bulkAction}
          hiddenFrom="sm"
          onClick={() => {
            selectAll.perform();
            setEvery(whole !== undefined && whole.count > whole.loaded);
          }}
        >
          Select all {(whole?.count ?? selectAll.rows).toLocaleString("en")}
        </Button>
      ) : null}
      {more && !running ? (
        <Button size="xs" variant="default" className={classes.bulkAction} onClick={() => setEvery(!every)}>
          {every
            ? `Only the ${whole.loaded.toLocaleString("en")} shown`
            : `Select all ${whole.count.toLocaleString("en")}`}
        </Button>
      ) : null}
      {actions.map((action) => {
        const chosen = items.filter(action.when);
        if (all === undefined ? chosen.length === 0 : !action.everything && !action.job) return null;
        const Icon = action.icon;
        return (
          <Button
            key={action.label}
            size="xs"
            variant="subtle"
            data-danger={action.danger || undefined}
            className={classes.bulkAction}
            leftSection={<Icon size={14} aria-hidden />}
            loading={running?.label === action.label}
            disabled={Boolean(running)}
            onClick={() => start(action, chosen, all)}
          >
            {action.label}
            {all === undefined && chosen.length < items.length ? ` (${chosen.length})` : ""}
          </Button>
        );
      })}
      <ActionIcon aria-label="Clear selection" onClick={clear}>
        <X size={16} />
      </ActionIcon>
      {form ? <BulkForm form={form} carryOut={carryOut} close={closeForm} /> : null}
    </div>
  );
}

interface BulkFormDialogProps<T> {
  form: { action: BulkAction<T>; items: T[]; everywhere: number | undefined };
  carryOut: (action: BulkAction<T>, items: T[], words: string, everywhere?: number) => Promise<void>;
  close: () => void;
}

/** The form that an action asks with. */
export function BulkForm<T>({ form: { action, items, everywhere }, carryOut, close }: BulkFormDialogProps<T>) {
  const Fields = action.form;
  if (!Fields) return null;
  return (
    <Modal opened onClose={close} title={action.label} size="md">
      <Fields
        items={items}
        close={close}
        submit={(words) => {
          close();
          return carryOut(action, items, words, everywhere);
        }}
      />
    </Modal>
  );
}
