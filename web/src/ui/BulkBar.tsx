import { ActionIcon, Button, Modal } from "@mantine/core";
import type { QueryKey } from "@tanstack/react-query";
import { X } from "lucide-react";
import classes from "./tablelist.module.css";
import { type BulkAction, useBulk } from "./useBulk";

export type { BulkAction, BulkFormProps } from "./useBulk";

interface BulkBarProps<T> {
  items: T[];
  actions: BulkAction<T>[];
  nameOf: (item: T) => string;
  stale: QueryKey[];
  clear: () => void;
}

/** What can be done with the chosen items; at the bottom of the screen while any are chosen. */
export function BulkBar<T>({ items, actions, nameOf, stale, clear }: BulkBarProps<T>) {
  const { running, start, form, carryOut, closeForm } = useBulk<T>({ stale, nameOf, onDone: clear });
  if (items.length === 0 && !running) return null;
  return (
    <div className={classes.bulk} role="toolbar" aria-label="Selected items">
      <b aria-live="polite">
        {running ? `${running.done} of ${running.of}` : `${items.length.toLocaleString("en")} selected`}
      </b>
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
            loading={running?.label === action.label}
            disabled={Boolean(running)}
            onClick={() => start(action, chosen)}
          >
            {action.label}
            {chosen.length < items.length ? ` (${chosen.length})` : ""}
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
  form: { action: BulkAction<T>; items: T[] };
  carryOut: (action: BulkAction<T>, items: T[], words: string) => Promise<void>;
  close: () => void;
}

/** The form that an action asks with. */
export function BulkForm<T>({ form: { action, items }, carryOut, close }: BulkFormDialogProps<T>) {
  const Fields = action.form;
  if (!Fields) return null;
  return (
    <Modal opened onClose={close} title={action.label} size="md">
      <Fields
        items={items}
        close={close}
        submit={(words) => {
          close();
          return carryOut(action, items, words);
        }}
      />
    </Modal>
  );
}
