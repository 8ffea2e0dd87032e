import { ActionIcon, Button, MultiSelect, NumberInput, Select, TagsInput } from "@mantine/core";
import { Plus, X } from "lucide-react";
import { type Member, stageRoles } from "@/contract/types";
import { humanise } from "@/ui/format";
import { type AlarmMode, alarmFaults, newTier, type StageValues, type TierValues } from "./policies";
import classes from "./policies.module.css";

const reminders = [
  { value: "usual", label: "After three quarters of the time" },
  { value: "own", label: "At times of your choice" },
  { value: "none", label: "No reminder" },
];
const escalations = [
  { value: "usual", label: "Owners and admins, after half the time" },
  { value: "own", label: "To people of your choice" },
  { value: "none", label: "Not by itself" },
];
const mostTiers = 5;

interface StageAlarmsProps {
  stage: StageValues;
  members: Member[];
  set: (part: Partial<StageValues>) => void;
}

/** When the people of a stage are reminded, and who hears of it if they don't decide. */
export function StageAlarms({ stage, members, set }: StageAlarmsProps) {
  const faults = alarmFaults(stage);
  const people = [
    { group: "Groups", items: groups() },
    { group: "People", items: members.map(({ id, name }) => ({ value: id, label: name })) },
  ];
  const change = (key: string, part: Partial<TierValues>) =>
    set({ tiers: stage.tiers.map((tier) => (tier.key === key ? { ...tier, ...part } : tier)) });
  return (
    <>
      <div className={classes.fields}>
        <Select
          label="Remind"
          allowDeselect={false}
          data={reminders}
          value={stage.reminders}
          onChange={(mode) => mode && set({ reminders: mode as AlarmMode })}
        />
        {stage.reminders === "own" ? (
          <TagsInput
            label="Hours before it is due"
            placeholder={stage.remind.length === 0 ? "24" : ""}
            maxTags={5}
            value={stage.remind}
            error={faults.remind}
            onChange={(remind) => set({ remind })}
          />
        ) : null}
      </div>
      <Select
        label="Escalate when overdue"
        allowDeselect={false}
        data={escalations}
        value={stage.escalation}
        onChange={(mode) =>
          mode &&
          set({
            escalation: mode as AlarmMode,
            tiers: mode === "own" && stage.tiers.length === 0 ? [newTier()] : stage.tiers,
          })
        }
      />
      {stage.escalation === "own"
        ? stage.tiers.map((tier, at) => (
            <div key={tier.key} className={classes.tier}>
              <NumberInput
                label="After"
                suffix=" h"
                min={0}
                max={1000}
                value={tier.hours}
                error={faults.tiers[at]}
                onChange={(hours) => change(tier.key, { hours })}
              />
              <MultiSelect
                label="Tell"
                searchable
                placeholder={tier.to.length === 0 ? "Choose" : ""}
                data={people}
                value={tier.to}
                error={tier.to.length === 0 ? "Choose at least one." : null}
                onChange={(to) => change(tier.key, { to })}
              />
              <ActionIcon
                aria-label={`Remove escalation ${at + 1}`}
                disabled={stage.tiers.length === 1}
                onClick={() => set({ tiers: stage.tiers.filter(({ key }) => key !== tier.key) })}
              >
                <X size={15} />
              </ActionIcon>
            </div>
          ))
        : null}
      {stage.escalation === "own" && stage.tiers.length < mostTiers ? (
        <Button
          variant="subtle"
          size="compact-xs"
          style={{ alignSelf: "start" }}
          leftSection={<Plus size={13} aria-hidden />}
          onClick={() => set({ tiers: [...stage.tiers, newTier(stage.tiers.at(-1))] })}
        >
          Add escalation
        </Button>
      ) : null}
    </>
  );
}

const groups = () => [
  { value: "managers", label: "Owners and admins" },
  ...stageRoles.map((role) => ({ value: role, label: `${humanise(role)} reviewers` })),
];
