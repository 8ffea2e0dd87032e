import { ActionIcon, Button, Checkbox, MultiSelect, NumberInput, Text, TextInput } from "@mantine/core";
import { Plus, X } from "lucide-react";
import classes from "./policies.module.css";
import { newCondition, newRule, type RuleValues, ruleFaults } from "./policyRules";
import { RuleCondition } from "./RuleCondition";

interface PolicyRulesProps {
  rules: RuleValues[];
  /** The stages that people don't have to decide themselves. */
  stages: string[];
  severalStages: boolean;
  change: (rules: RuleValues[]) => void;
  readOnly: boolean;
}

/** When items are approved without a person. */
export function PolicyRules({ rules, stages, severalStages, change, readOnly }: PolicyRulesProps) {
  const set = (key: string, part: Partial<RuleValues>) =>
    change(rules.map((rule) => (rule.key === key ? { ...rule, ...part } : rule)));
  const boxes = rules.map((rule, at) => (
    <section key={rule.key} className={classes.stage} aria-label={`Rule ${at + 1}`}>
      <div className={classes.stageHead}>
        <h3>Rule {at + 1}</h3>
        <ActionIcon
          aria-label={`Remove rule ${at + 1}`}
          onClick={() => change(rules.filter(({ key }) => key !== rule.key))}
        >
          <X size={15} />
        </ActionIcon>
      </div>
      <OneRule rule={rule} stages={stages} late={severalStages} set={(part) => set(rule.key, part)} />
    </section>
  ));
  return (
    <>
      <Text size="sm" c="dimmed">
        {rules.length === 0
          ? "Nothing is approved without a person."
          : "A rule approves an item in the stages it names, and says so in the review and in the receipt."}
      </Text>
      {boxes}
      {readOnly || rules.length >= 20 ? null : (
        <Button
          variant="default"
          size="xs"
          style={{ alignSelf: "start" }}
          leftSection={<Plus size={13} aria-hidden />}
          onClick={() => change([...rules, newRule(stages)])}
        >
          Add rule
        </Button>
      )}
    </>
  );
}

interface OneRuleProps {
  rule: RuleValues;
  stages: string[];
  late: boolean;
  set: (part: Partial<RuleValues>) => void;
}

function OneRule({ rule, stages, late, set }: OneRuleProps) {
  const faults = ruleFaults(rule, stages);
  return (
    <>
      <div className={classes.fields}>
        <TextInput
          label="Rule name"
          placeholder="small-fixes"
          maxLength={50}
          value={rule.id}
          error={rule.id ? faults.id : null}
          onChange={({ currentTarget }) => set({ id: currentTarget.value })}
        />
        <MultiSelect
          label="Approves in"
          placeholder={rule.stages.length === 0 ? "Choose stages" : ""}
          data={[...new Set(stages.filter(Boolean))]}
          value={rule.stages}
          error={faults.stages}
          onChange={(chosen) => set({ stages: chosen })}
        />
      </div>
      <TextInput
        label="Because"
        placeholder="only spaces changed since the last approval"
        maxLength={200}
        value={rule.because}
        onChange={({ currentTarget }) => set({ because: currentTarget.value })}
      />
      {rule.conditions.map((condition, at) => (
        <RuleCondition
          key={condition.key}
          at={at}
          condition={condition}
          set={(part) =>
            set({ conditions: rule.conditions.map((one) => (one.key === condition.key ? { ...one, ...part } : one)) })
          }
          remove={() => set({ conditions: rule.conditions.filter(({ key }) => key !== condition.key) })}
        />
      ))}
      <Button
        variant="subtle"
        size="compact-xs"
        style={{ alignSelf: "start" }}
        leftSection={<Plus size={13} aria-hidden />}
        onClick={() => set({ conditions: [...rule.conditions, newCondition()] })}
      >
        Add condition
      </Button>
      {late ? (
        <Checkbox
          label="Only when the stage is overdue"
          checked={rule.late}
          onChange={({ currentTarget }) => set({ late: currentTarget.checked })}
        />
      ) : null}
      {late && rule.late ? (
        <NumberInput
          label="Hours after the deadline"
          suffix=" h"
          min={0.25}
          max={1000}
          value={rule.hours}
          error={faults.hours}
          onChange={(hours) => set({ hours })}
        />
      ) : null}
    </>
  );
}
