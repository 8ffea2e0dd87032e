import { ActionIcon, Autocomplete, Button, Checkbox, Group, Select, Stack, Text, TextInput } from "@mantine/core";
import { Plus, X } from "lucide-react";
import { type KeyboardEvent, useState } from "react";
import type { Task } from "@/contract/types";

export type Skill = Task["skills"][number];

const levels = [
  { value: "1", label: "1 · Beginner" },
  { value: "2", label: "2 · Basic" },
  { value: "3", label: "3 · Solid" },
  { value: "4", label: "4 · Advanced" },
  { value: "5", label: "5 · Expert" },
];

interface SkillsFieldProps {
  label: string;
  description?: string;
  value: Skill[];
  known: string[];
  change: (skills: Skill[]) => void;
}

/** Skills with their levels, one line each. */
export function SkillsField({ label, description, value, known, change }: SkillsFieldProps) {
  const set = (at: number, part: Partial<Skill>) =>
    change(value.map((skill, index) => (index === at ? { ...skill, ...part } : skill)));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its own frame
    <div role="group" aria-label={label}>
      <Text fw={500}>{label}</Text>
      {description ? (
        <Text size="xs" c="dimmed" mb={4}>
          {description}
        </Text>
      ) : null}
      <Stack gap={6}>
        {value.map(({ skill, level }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a skill is its place in the list while its name is typed
          <Group key={at} gap={6} wrap="nowrap">
            <Autocomplete
              aria-label={`Skill ${at + 1}`}
              placeholder="Skill, e.g. copywriting"
              style={{ flex: 1 }}
              data={known}
              value={skill}
              onChange={(name) => set(at, { skill: name })}
            />
            <Select
              aria-label={`Level of skill ${at + 1}`}
              w={140}
              allowDeselect={false}
              data={levels}
              value={String(level ?? 3)}
              onChange={(next) => set(at, { level: Number(next) })}
            />
            <ActionIcon
              aria-label={`Remove skill ${at + 1}`}
              onClick={() => change(value.filter((_, index) => index !== at))}
            >
              <X size={15} />
            </ActionIcon>
          </Group>
        ))}
        <Button
          variant="default"
          size="xs"
          style={{ alignSelf: "start" }}
          leftSection={<Plus size={13} aria-hidden />}
          onClick={() => change([...value, { skill: "", level: 3 }])}
        >
          Add skill
        </Button>
      </Stack>
    </div>
  );
}

type Item = Task["checklist"][number];

/** The steps of a task; Enter adds the next. */
export function ChecklistField({ value, change }: { value: Item[]; change: (items: Item[]) => void }) {
  const [text, setText] = useState("");
  const add = () => {
    if (text.trim()) change([...value, { text: text.trim(), done: false }]);
    setText("");
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    add();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its own frame
    <div role="group" aria-label="Checklist">
      <Text fw={500} mb={4}>
        Checklist
      </Text>
      <Stack gap={6}>
        {value.map((item, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: items have no identity
          <Group key={at} gap={8} wrap="nowrap">
            <Checkbox
              style={{ flex: 1 }}
              label={item.text}
              checked={item.done}
              onChange={({ currentTarget }) =>
                change(value.map((one, index) => (index === at ? { ...one, done: currentTarget.checked } : one)))
              }
            />
            <ActionIcon
              aria-label={`Remove “${item.text}”`}
              onClick={() => change(value.filter((_, index) => index !== at))}
            >
              <X size={15} />
            </ActionIcon>
          </Group>
        ))}
        <TextInput
          aria-label="New step"
          placeholder="Add a step and press Enter"
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
          onKeyDown={onKeyDown}
          onBlur={add}
        />
      </Stack>
    </div>
  );
}
