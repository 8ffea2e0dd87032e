import { Button, Group, Modal, Stack } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import type { UseMutationResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { fieldErrors } from "@/contract/problem";
import { CheckedForm } from "./CheckedForm";
import { FormProblem } from "./States";
import { useWrite, type Write } from "./useWrite";

interface FormWrite<In, Out> extends Write<In, Out> {
  /** Where the server calls a field otherwise than the form: its name to ours. */
  rename?: Record<string, string>;
  /** Objects of the request whose members are fields of the form. */
  inside?: readonly string[];
}

/** A write from a form: errors of a field are shown at the field. */
export function useFormWrite<Values extends Record<string, unknown>, In = Values, Out = unknown>(
  form: UseFormReturnType<Values>,
  { rename = {}, inside = [], onRefused, ...write }: FormWrite<In, Out>,
) {
  return useWrite<In, Out>({
    ...write,
    onRefused: (error) => {
      const errors = Object.entries(fieldErrors(error, inside)).map(([field, text]) => [rename[field] ?? field, text]);
      form.setErrors(Object.fromEntries(errors));
      onRefused?.(error);
    },
  });
}

interface FormProps<Values extends Record<string, unknown>, Out> {
  form: UseFormReturnType<Values>;
  save: UseMutationResult<Out, unknown, Values>;
  label: string;
  close?: (() => void) | undefined;
  disabled?: boolean;
  danger?: boolean;
  /** Instead of what the server said, where the form says it better. */
  problem?: ReactNode;
  children: ReactNode;
}

/** Fields, what the server said, and Cancel beside the button that sends. */
export function Form<Values extends Record<string, unknown>, Out>(props: FormProps<Values, Out>) {
  const { form, save, label, close, disabled, danger, problem, children } = props;
  return (
    <CheckedForm form={form} onSubmit={form.onSubmit((values) => save.mutate(values))}>
      <Stack gap="sm">
        {problem ?? <FormProblem error={save.error} />}
        {children}
        <Footer label={label} busy={save.isPending} close={close} disabled={disabled} danger={danger} />
      </Stack>
    </CheckedForm>
  );
}

interface FooterProps {
  label: string;
  busy: boolean;
  close?: (() => void) | undefined;
  disabled?: boolean | undefined;
  danger?: boolean | undefined;
}

export function Footer({ label, busy, close, disabled, danger }: FooterProps) {
  return (
    <Group justify="flex-end" gap="xs">
      {close ? (
        <Button variant="default" onClick={close}>
          Cancel
        </Button>
      ) : null}
      <Button type="submit" loading={busy} disabled={disabled} color={danger ? "red.8" : undefined}>
        {label}
      </Button>
    </Group>
  );
}

interface FormModalProps {
  opened: boolean;
  close: () => void;
  title: ReactNode;
  size?: number | string;
  /** It must be left by a button, because what it shows is shown once. */
  sticky?: boolean;
  /** False if what opened it is gone afterwards and the focus goes elsewhere. */
  returnFocus?: boolean;
  children: ReactNode;
}

/** A form over the page. It begins anew each time it is opened. */
export function FormModal({
  opened,
  close,
  title,
  size = 520,
  sticky = false,
  returnFocus = true,
  children,
}: FormModalProps) {
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={title}
      size={size}
      closeOnClickOutside={!sticky}
      returnFocus={returnFocus}
    >
      {opened ? children : null}
    </Modal>
  );
}
