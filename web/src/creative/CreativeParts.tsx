import { Button, Group, Menu } from "@mantine/core";
import type { useForm } from "@mantine/form";
import { Plus } from "lucide-react";
import { useState } from "react";
import type { Creative } from "@/contract/types";
import { LengthMeter } from "@/ui/LengthMeter";
import { limitOf } from "@/ui/lengths";
import { composed, partNames, partsOf, possibleParts, type WordPart } from "./components";
import type { valuesOf } from "./creativeValues";
import { PartField } from "./PartField";

interface PartsProps {
  creative: Creative;
  form: ReturnType<typeof useForm<ReturnType<typeof valuesOf>>>;
  platform: string;
  readOnly: boolean;
  rewrite: (part: WordPart) => void;
}

/** The parts that such a creative has, and the others it could have. */
export function Parts({ creative, form, platform, readOnly, rewrite }: PartsProps) {
  const [added, setAdded] = useState<WordPart[]>([]);
  const { name: _name, brief: _brief, ...components } = form.values;
  const parts = [...new Set([...partsOf({ ...creative, components }), ...added])];
  const absent = possibleParts(creative.kind).filter((part) => !parts.includes(part));
  return (
    <>
      {parts.map((part) => (
        <PartField
          key={part}
          part={part}
          components={components}
          platform={platform}
          readOnly={readOnly}
          error={form.errors[part] ?? (part === parts[0] ? form.errors.components : undefined)}
          onChange={(change) => form.setValues(change as Partial<typeof form.values>)}
          rewrite={creative.can.includes("regenerateCreative") ? () => rewrite(part) : undefined}
        />
      ))}
      <Group justify="space-between" gap="xs">
        {readOnly || absent.length === 0 ? (
          <span />
        ) : (
          <Menu position="bottom-start">
            <Menu.Target>
              <Button size="xs" variant="default" leftSection={<Plus size={13} aria-hidden />}>
                Add a part
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {absent.map((part) => (
                <Menu.Item key={part} onClick={() => setAdded([...added, part])}>
                  {partNames[part]}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        )}
        {limitOf(platform) && creative.kind !== "email" ? (
          <LengthMeter platform={platform} text={composed(components)} />
        ) : null}
      </Group>
    </>
  );
}
