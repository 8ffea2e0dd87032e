import { ActionIcon, Button, Group, NumberInput, Stack, Textarea, TextInput } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { Plus, Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import type { TemplateContent } from "@/contract/types";
import classes from "./templates.module.css";

export interface ContentValues extends Record<string, unknown> {
  content: TemplateContent;
}
export type ContentForm = UseFormReturnType<ContentValues>;
export type ListName = "posts" | "mailings" | "creatives" | "budgetShares";

interface LinesProps {
  form: ContentForm;
  /** Where the list is in the form. */
  path: string;
  items: readonly unknown[];
  /** What one is called, for its buttons. */
  noun: string;
  make: () => unknown;
  line: (path: string, index: number) => ReactNode;
  nameOf: (index: number) => string;
  /** Nothing is removed that others name. */
  removable?: (index: number) => boolean;
}

/** A list of a template: each of its items with its fields, added and removed. */
export function Lines({ form, path, items, noun, make, line, nameOf, removable = () => true }: LinesProps) {
  return (
    <Stack gap="lg">
      {items.map((_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they have no ids, and fields are named by their index
        <div key={index} className={classes.editLine}>
          <Stack gap="xs">{line(`${path}.${index}`, index)}</Stack>
          {removable(index) ? (
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={`Remove ${nameOf(index)}`}
              onClick={() => form.removeListItem(path, index)}
            >
              <Trash2 size={16} />
            </ActionIcon>
          ) : null}
        </div>
      ))}
      <div>
        <Button
          size="xs"
          variant="default"
          leftSection={<Plus size={14} aria-hidden />}
          onClick={() =>
            items.length > 0 ? form.insertListItem(path, make()) : form.setFieldValue(path, [make()] as never)
          }
        >
          Add {noun}
        </Button>
      </div>
    </Stack>
  );
}

interface FieldProps {
  form: ContentForm;
  path: string;
  label: string;
}

export function Line({ form, path, label }: FieldProps) {
  const { value, ...field } = form.getInputProps(path);
  return <TextInput label={label} value={value ?? ""} {...field} />;
}

export function Text({ form, path, label }: FieldProps) {
  const { value, ...field } = form.getInputProps(path);
  return <Textarea label={label} autosize minRows={2} maxRows={16} value={value ?? ""} {...field} />;
}

export function Figure({ form, path, label, suffix }: FieldProps & { suffix?: string }) {
  const { value, ...field } = form.getInputProps(path);
  return <NumberInput label={label} w={150} value={value ?? ""} {...(suffix ? { suffix } : {})} {...field} />;
}

/** The day from the launch, and the time on that day. */
export function Moment({ form, path }: Omit<FieldProps, "label">) {
  return (
    <Group gap="sm" align="flex-end">
      <Figure form={form} path={`${path}.offsetDays`} label="Days from launch" />
      <Line form={form} path={`${path}.localTime`} label="Time" />
    </Group>
  );
}
