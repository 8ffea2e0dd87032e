import { Select, Text } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import type { ChangeAction, PolicyValues } from "./policies";
import classes from "./policies.module.css";

const actions: { value: ChangeAction; label: string }[] = [
  { value: "keep", label: "Keep the approval" },
  { value: "reconfirm", label: "Approve the item again" },
  { value: "restart", label: "Start all stages again" },
];
const kinds = [
  {
    kind: "cosmetic",
    label: "Cosmetic",
    description: "Spaces, marks at the end of words, the first letter of a sentence",
  },
  { kind: "metadata", label: "Metadata", description: "Times, tags of links, alternative texts" },
  {
    kind: "substantive",
    label: "Everything else",
    description: "Words, numbers, links, pictures, recipients, amounts",
  },
] as const;

/** What happens to decisions on an item that changes. */
export function PolicyChanges({ form }: { form: UseFormReturnType<PolicyValues> }) {
  return (
    <>
      {kinds.map(({ kind, label, description }) => (
        <Select
          key={kind}
          label={label}
          description={description}
          allowDeselect={false}
          data={kind === "substantive" ? actions.filter(({ value }) => value !== "keep") : actions}
          value={form.values.onChange[kind]}
          onChange={(action) => action && form.setFieldValue(`onChange.${kind}`, action as ChangeAction)}
        />
      ))}
      <Text size="xs" c="dimmed" className={classes.note}>
        Compared with what people approved, not with the last edit. What can't be classified counts as everything else.
      </Text>
    </>
  );
}
