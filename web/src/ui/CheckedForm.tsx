import type { FormErrors } from "@mantine/form";
import { type ComponentProps, type FormEvent, useEffect, useImperativeHandle, useRef } from "react";

/** What the form needs of `useForm`. */
export interface Checkable {
  errors: FormErrors;
  setErrors: (errors: FormErrors) => void;
}

interface CheckedFormProps extends ComponentProps<"form"> {
  form: Checkable;
}

/**
 * A form that shows at each field what is missing there and moves to the first one, whether it noticed it itself or the
 * server did. The browser would show a bubble of its own, in a language of its own, for one field at a time.
 */
export function CheckedForm({ form, onSubmit, ref, ...props }: CheckedFormProps) {
  const element = useRef<HTMLFormElement>(null);
  useImperativeHandle(ref, () => element.current as HTMLFormElement);
  const { errors } = form;
  const shown = useRef(0);
  useEffect(() => {
    const before = shown.current;
    shown.current = Object.keys(errors).length;
    // Typing removes errors one by one and must keep the focus; only a try to send shows as many or more.
    if (shown.current > 0 && shown.current >= before)
      element.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [errors]);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    const faults = faultsOf(event.currentTarget);
    if (Object.keys(faults).length === 0) return onSubmit?.(event as never);
    event.preventDefault();
    form.setErrors(faults);
  };
  return <form noValidate {...props} ref={element} onSubmit={submit} />;
}

/** By path, as `form.getInputProps` writes it at the field. */
function faultsOf(form: HTMLFormElement): Record<string, string> {
  const fields = [...form.elements].filter((field) => field instanceof HTMLElement) as HTMLInputElement[];
  return Object.fromEntries(
    fields.flatMap((field) => {
      const { path } = field.dataset;
      const fault = path && faultOf(field);
      return fault ? [[path, fault]] : [];
    }),
  );
}

function faultOf({ willValidate, validity, required, value, type }: HTMLInputElement) {
  if (!willValidate) return undefined;
  if (required && value.trim() === "") return "This field is required.";
  if (validity.valid) return undefined;
  return formats[type] ?? "This value isn't valid.";
}

const formats: Record<string, string> = {
  email: "Enter an e-mail address, e.g. name@example.org.",
  url: "Enter a complete URL, e.g. https://example.org.",
  date: "Enter a date.",
  time: "Enter a time.",
};
