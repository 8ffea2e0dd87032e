import { ActionIcon, Button, ColorInput, Text } from "@mantine/core";
import { Plus, X } from "lucide-react";
import classes from "./identity.module.css";

interface ColorsFieldProps {
  value: string[];
  onChange: (colors: string[]) => void;
  readOnly?: boolean;
  error?: React.ReactNode;
}

export function ColorsField({ value, onChange, readOnly, error }: ColorsFieldProps) {
  return (
    <div>
      <Text fw={500}>Brand colors</Text>
      <Text size="xs" c="dimmed" mb={8}>
        Used in mailings, pictures and the newsroom. The first is the main color.
      </Text>
      <div className={classes.swatches}>
        {value.map((color, index) => (
          <ColorInput
            // biome-ignore lint/suspicious/noArrayIndexKey: a colour is its place in the list
            key={index}
            aria-label={`Brand color ${index + 1}`}
            w={150}
            value={color}
            disabled={readOnly}
            onChange={(changed) => onChange(value.map((old, at) => (at === index ? changed : old)))}
            rightSection={
              readOnly ? null : (
                <ActionIcon
                  size={24}
                  aria-label={`Remove brand color ${index + 1}`}
                  onClick={() => onChange(value.filter((_, at) => at !== index))}
                >
                  <X size={13} />
                </ActionIcon>
              )
            }
          />
        ))}
        {readOnly || value.length >= 8 ? null : (
          <Button
            variant="default"
            leftSection={<Plus size={14} aria-hidden />}
            onClick={() => onChange([...value, value.length === 0 ? "#5858d4" : "#1d1d23"])}
          >
            Add color
          </Button>
        )}
      </div>
      {error ? (
        <Text size="xs" c="var(--mantine-color-error)" mt={6}>
          {error}
        </Text>
      ) : null}
    </div>
  );
}
