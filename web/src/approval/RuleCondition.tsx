import { ActionIcon, MultiSelect, NumberInput, Select, TagsInput, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { templateNamesQuery } from "@/contract/queries";
import { humanise } from "@/ui/format";
import classes from "./policies.module.css";
import {
  type ConditionValues,
  fields,
  newField,
  numberOps,
  type Part,
  parts,
  templateField,
  textOps,
} from "./policyRules";

interface RuleConditionProps {
  at: number;
  condition: ConditionValues;
  set: (part: Partial<ConditionValues>) => void;
  remove: () => void;
}

/** One comparison of a fact. */
export function RuleCondition({ at, condition, set, remove }: RuleConditionProps) {
  const number = fields[condition.field]?.number;
  return (
    <div className={classes.condition}>
      <Select
        aria-label={`Condition ${at + 1}`}
        allowDeselect={false}
        data={parts}
        value={condition.part}
        onChange={(part) => part && set({ part: part as Part })}
      />
      <Select
        aria-label={`Fact of condition ${at + 1}`}
        allowDeselect={false}
        searchable
        data={Object.entries(fields).map(([value, { label }]) => ({ value, label }))}
        value={condition.field}
        onChange={(field) => field && set(newField(field))}
      />
      <Select
        aria-label={`Comparison of condition ${at + 1}`}
        allowDeselect={false}
        data={number ? numberOps : textOps}
        value={condition.op}
        onChange={(op) => op && set({ op, values: op === "in" ? condition.values : condition.values.slice(0, 1) })}
      />
      <ConditionValue at={at} condition={condition} set={set} />
      <ActionIcon aria-label={`Remove condition ${at + 1}`} onClick={remove}>
        <X size={15} />
      </ActionIcon>
    </div>
  );
}

function ConditionValue({ at, condition, set }: Omit<RuleConditionProps, "remove">) {
  const { number, values } = fields[condition.field] ?? {};
  const label = `Value of condition ${at + 1}`;
  const [first = ""] = condition.values;
  const templates = useQuery({ ...templateNamesQuery, enabled: condition.field === templateField }).data;
  const known = values?.map((value) => ({ value, label: humanise(value) }));
  const options = condition.field === templateField ? (templates ?? []) : known;
  if (number)
    return (
      <NumberInput
        aria-label={label}
        min={0}
        value={first === "" ? "" : Number(first)}
        onChange={(value) => set({ values: [String(value)] })}
      />
    );
  if (condition.op === "in")
    return options ? (
      <MultiSelect
        aria-label={label}
        data={options}
        value={condition.values}
        onChange={(chosen) => set({ values: chosen })}
      />
    ) : (
      <TagsInput aria-label={label} value={condition.values} onChange={(chosen) => set({ values: chosen })} />
    );
  return options ? (
    <Select
      aria-label={label}
      data={options}
      value={first || null}
      onChange={(value) => set({ values: value ? [value] : [] })}
    />
  ) : (
    <TextInput
      aria-label={label}
      value={first}
      onChange={({ currentTarget }) => set({ values: [currentTarget.value] })}
    />
  );
}
