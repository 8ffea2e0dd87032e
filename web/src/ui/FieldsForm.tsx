import { NumberInput, PasswordInput, Select, SimpleGrid, Textarea, TextInput } from "@mantine/core";
import { type UseFormReturnType, useForm } from "@mantine/form";
import type { ReactNode } from "react";
import { Form, useFormWrite } from "./Form";
import type { Write } from "./useWrite";

/** One field of a form that is described instead of written: by the server, or in a table of ours. */
export interface Field {
  name: string;
  label: string;
  kind?: "text" | "secret" | "number" | "email" | "url" | "long" | "choice";
  description?: string;
  placeholder?: string;
  required?: boolean;
  options?: { value: string; label: string }[];
  initial?: string | number;
  /** Stands beside its neighbours that are narrow too. */
  narrow?: boolean;
}

export type FieldValues = Record<string, string>;

interface FieldsFormProps<Out> extends Omit<Write<FieldValues, Out>, "run"> {
  fields: readonly Field[];
  /** Gets the values that are filled in; an empty field is left out. */
  run: (values: FieldValues) => Promise<Out>;
  label: string;
  close?: () => void;
  inside?: readonly string[];
  /** Above the fields. */
  before?: ReactNode;
  /** Instead of what the server said. */
  problem?: ReactNode;
  /** Below the fields. */
  children?: ReactNode;
}

/** Draws and sends a form from the description of its fields. */
export function FieldsForm<Out>({
  fields,
  run,
  label,
  close,
  before,
  problem,
  children,
  ...write
}: FieldsFormProps<Out>) {
  const form = useForm<FieldValues>({
    initialValues: Object.fromEntries(fields.map(({ name, initial }) => [name, String(initial ?? "")])),
  });
  const save = useFormWrite<FieldValues, FieldValues, Out>(form, {
    ...write,
    run: (values) => run(Object.fromEntries(Object.entries(values).filter(([, value]) => value.trim() !== ""))),
  });
  const lines = fields.reduce<Field[][]>((all, field) => {
    const last = all.at(-1);
    if (field.narrow && last?.[0]?.narrow) last.push(field);
    else all.push([field]);
    return all;
  }, []);
  return (
    <Form form={form} save={save} label={label} close={close} problem={problem}>
      {before}
      {lines.map((line) =>
        line.length === 1 && line[0] ? (
          <FieldInput key={line[0].name} field={line[0]} form={form} first={line[0] === fields[0]} />
        ) : (
          <SimpleGrid key={line[0]?.name} cols={{ base: 1, xs: line.length }} spacing="sm">
            {line.map((field) => (
              <FieldInput key={field.name} field={field} form={form} first={field === fields[0]} />
            ))}
          </SimpleGrid>
        ),
      )}
      {children}
    </Form>
  );
}

interface FieldInputProps {
  field: Field;
  form: UseFormReturnType<FieldValues>;
  first: boolean;
}

function FieldInput({ field, form, first }: FieldInputProps) {
  const { name, label, kind = "text", description, placeholder, required = false, options = [] } = field;
  const shared = {
    label,
    description,
    placeholder,
    required,
    withAsterisk: false,
    "data-autofocus": first || undefined,
    ...form.getInputProps(name),
  };
  switch (kind) {
    case "secret":
      return <PasswordInput {...shared} autoComplete="new-password" />;
    case "number":
      return <NumberInput {...shared} hideControls onChange={(value) => form.setFieldValue(name, String(value))} />;
    case "choice":
      return <Select {...shared} data={options} allowDeselect={!required} />;
    case "long":
      return <Textarea {...shared} autosize minRows={2} maxRows={8} />;
    case "email":
    case "url":
    case "text":
      return <TextInput {...shared} type={kind} autoComplete="off" />;
  }
}
