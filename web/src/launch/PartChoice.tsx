import { Checkbox, SimpleGrid } from "@mantine/core";
import { type Part, parts } from "./templates";

interface PartChoiceProps {
  label: string;
  value: string[];
  onChange: (value: string[]) => void;
}

/** Which parts of a template are made or kept. */
export function PartChoice({ label, value, onChange }: PartChoiceProps) {
  const has = (part: Part) => value.includes(part);
  return (
    <Checkbox.Group label={label} value={value} onChange={onChange}>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs" mt={6}>
        {parts.map(({ part, label: name }) => (
          <Checkbox key={part} value={part} label={name} checked={has(part)} />
        ))}
      </SimpleGrid>
    </Checkbox.Group>
  );
}
