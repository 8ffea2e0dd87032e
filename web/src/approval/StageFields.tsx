import { ActionIcon, Button, Checkbox, MultiSelect, NumberInput, Select, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { ArrowDown, ArrowUp, Plus, X } from "lucide-react";
import { membersQuery } from "@/contract/queries";
import { type Member, type StageRole, stageRoles } from "@/contract/types";
import { humanise } from "@/ui/format";
import { newStage, type StageValues, stageFaults } from "./policies";
import classes from "./policies.module.css";
import { StageAlarms } from "./StageAlarms";

interface StageFieldsProps {
  stages: StageValues[];
  change: (stages: StageValues[]) => void;
  readOnly: boolean;
}

const mostStages = 20;

/** The stages of a policy in their order. */
export function StageFields({ stages, change, readOnly }: StageFieldsProps) {
  const members = useQuery(membersQuery);
  const deciding = (members.data?.items ?? []).filter(({ role }) => decidingRoles.includes(role));
  const move = (at: number, by: number) => {
    const next = [...stages];
    const [moved] = next.splice(at, 1);
    if (moved) next.splice(at + by, 0, moved);
    change(next);
  };
  const boxes = stages.map((stage, at) => (
    <section
      key={stage.key}
      className={classes.stage}
      aria-label={`Stage ${at + 1}`}
      data-parallel={(at > 0 && stage.parallel) || undefined}
    >
      <div className={classes.stageHead}>
        <h3>Stage {at + 1}</h3>
        <ActionIcon aria-label={`Move stage ${at + 1} up`} disabled={at === 0} onClick={() => move(at, -1)}>
          <ArrowUp size={15} />
        </ActionIcon>
        <ActionIcon
          aria-label={`Move stage ${at + 1} down`}
          disabled={at === stages.length - 1}
          onClick={() => move(at, 1)}
        >
          <ArrowDown size={15} />
        </ActionIcon>
        <ActionIcon
          aria-label={`Remove stage ${at + 1}`}
          disabled={stages.length === 1}
          onClick={() => change(stages.filter(({ key }) => key !== stage.key))}
        >
          <X size={15} />
        </ActionIcon>
      </div>
      <OneStage
        stage={stage}
        first={at === 0}
        members={deciding}
        set={(part) => change(stages.map((one) => (one.key === stage.key ? { ...one, ...part } : one)))}
      />
    </section>
  ));
  return (
    <>
      {boxes}
      {readOnly || stages.length >= mostStages ? null : (
        <Button
          variant="default"
          size="xs"
          style={{ alignSelf: "start" }}
          leftSection={<Plus size={13} aria-hidden />}
          onClick={() => change([...stages, newStage()])}
        >
          Add stage
        </Button>
      )}
    </>
  );
}

/** The roles with the permission to decide on approvals. */
const decidingRoles: Member["role"][] = ["owner", "admin", "manager", "reviewer"];

const who = [
  { value: "anyone", label: "Anyone who may approve" },
  { value: "role", label: "A stage role" },
  { value: "people", label: "Named people" },
];
const rules = [
  { value: "any", label: "One of them" },
  { value: "all", label: "All of them" },
  { value: "quorum", label: "A number of them" },
];

interface OneStageProps {
  stage: StageValues;
  first: boolean;
  members: Member[];
  set: (part: Partial<StageValues>) => void;
}

function OneStage({ stage, first, members, set }: OneStageProps) {
  const faults = stageFaults(stage);
  const withRole = members.filter((member) => member.stageRoles.includes(stage.role));
  return (
    <>
      <div className={classes.fields}>
        <TextInput
          label="Name"
          placeholder="Compliance"
          maxLength={50}
          value={stage.name}
          error={stage.name ? faults.name : null}
          onChange={({ currentTarget }) => set({ name: currentTarget.value })}
        />
        <NumberInput
          label="Time to decide"
          description="In the reviewers' working hours"
          inputWrapperOrder={["label", "input", "description", "error"]}
          suffix=" h"
          min={0.25}
          max={1000}
          step={1}
          value={stage.hours}
          error={faults.hours}
          onChange={(hours) => set({ hours })}
        />
        <Select
          label="Who decides"
          allowDeselect={false}
          data={who}
          value={stage.who}
          onChange={(next) => next && set({ who: next as StageValues["who"] })}
        />
        {stage.who === "role" ? (
          <Select
            label="Stage role"
            description={
              stage.role === "external"
                ? "Guests without an account decide here. Share the review with them when it is requested."
                : namesOf(withRole)
            }
            inputWrapperOrder={["label", "input", "description", "error"]}
            allowDeselect={false}
            data={stageRoles.map((value) => ({ value, label: humanise(value) }))}
            value={stage.role}
            onChange={(role) => role && set({ role: role as StageRole })}
          />
        ) : null}
        {stage.who === "people" ? (
          <MultiSelect
            label="People"
            placeholder={stage.people.length === 0 ? "Choose people" : ""}
            searchable
            data={members.map(({ id, name }) => ({ value: id, label: name }))}
            value={stage.people}
            error={faults.people}
            onChange={(people) => set({ people })}
          />
        ) : null}
        <Select
          label="Approvals needed"
          allowDeselect={false}
          data={rules}
          value={stage.rule}
          onChange={(rule) => rule && set({ rule: rule as StageValues["rule"] })}
        />
        {stage.rule === "quorum" ? (
          <NumberInput
            label="How many"
            min={1}
            max={50}
            allowDecimal={false}
            value={stage.quorum}
            error={faults.quorum}
            onChange={(quorum) => set({ quorum })}
          />
        ) : null}
      </div>
      <StageAlarms stage={stage} members={members} set={set} />
      {first ? null : (
        <Checkbox
          label="Open together with the stage before"
          checked={stage.parallel}
          onChange={({ currentTarget }) => set({ parallel: currentTarget.checked })}
        />
      )}
    </>
  );
}

const both = new Intl.ListFormat("en");

function namesOf(members: Member[]) {
  return members.length === 0
    ? "No members have this stage role yet. Set it under Members and roles."
    : both.format(members.map(({ name }) => name));
}
