import { MultiSelect, Text } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import type { ReactNode } from "react";
import { campaignTypes, priorities, scopeNames } from "@/contract/types";
import { humanise } from "@/ui/format";
import { appliesLine, type PolicyValues } from "./policies";
import classes from "./policies.module.css";

const options = (values: string[]) => values.map((value) => ({ value, label: humanise(value) }));

/** The title of a part of a policy. */
export function PartTitle({ children }: { children: ReactNode }) {
  return (
    <Text fw={500} component="h2" className={classes.part}>
      {children}
    </Text>
  );
}

/** Which campaigns a policy is for, and which parts of them; what is left empty is any. */
export function PolicyApplies({ form }: { form: UseFormReturnType<PolicyValues> }) {
  const { types, scopes, priorities: urgent } = form.values;
  const line = appliesLine({ types, scopes, priorities: urgent });
  return (
    <>
      <div className={classes.fields}>
        <MultiSelect
          label="Campaign types"
          placeholder={types.length === 0 ? "Any type" : ""}
          data={options(campaignTypes)}
          {...form.getInputProps("types")}
        />
        <MultiSelect
          label="Priorities"
          placeholder={urgent.length === 0 ? "Any priority" : ""}
          data={options(priorities)}
          {...form.getInputProps("priorities")}
        />
        <MultiSelect
          label="Parts of the campaign"
          placeholder={scopes.length === 0 ? "All parts" : ""}
          data={options(scopeNames)}
          {...form.getInputProps("scopes")}
        />
      </div>
      <Text size="xs" c="dimmed" aria-live="polite">
        {line
          ? `${line}. Where several policies apply, the most specific one decides.`
          : "Choose at least one, or the policy applies to no campaigns."}
      </Text>
    </>
  );
}
