import { ColorInput, ColorSwatch, Select, SimpleGrid, Text } from "@mantine/core";

interface BrandColorsProps {
  value: string[];
  onChange: (colors: string[]) => void;
  readOnly: boolean;
  error?: React.ReactNode;
}

const roles = [
  { label: "Primary color", usual: "#0b1f3a" },
  { label: "Accent color", usual: "#ffb703" },
  { label: "Background color", usual: "#e8eef7" },
];

/** Three colors by their role. A role without a color uses the usual one. */
export function BrandColors({ value, onChange, readOnly, error }: BrandColorsProps) {
  const set = (index: number, color: string) => {
    const all = roles.map(({ usual }, at) => value[at] ?? usual);
    all[index] = color;
    onChange(all.slice(0, Math.max(index + 1, value.length)));
  };
  return (
    <div>
      <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="sm">
        {roles.map(({ label, usual }, index) => (
          <ColorInput
            key={label}
            label={label}
            placeholder={usual}
            {...(value[index] ? {} : { leftSection: <ColorSwatch color={usual} size={18} /> })}
            eyeDropperButtonProps={{ "aria-label": "Pick a color from the screen" }}
            value={value[index] ?? ""}
            disabled={readOnly}
            onChange={(color) => (color ? set(index, color) : onChange(value.slice(0, index)))}
          />
        ))}
      </SimpleGrid>
      {error ? (
        <Text size="xs" c="var(--mantine-color-error)" mt={6}>
          {error}
        </Text>
      ) : null}
    </div>
  );
}

/** The fonts of the product, and those that nearly every device has. The server refuses others by name. */
const fonts = [
  "Inter",
  "Fraunces",
  "Arial",
  "Helvetica",
  "Verdana",
  "Tahoma",
  "Trebuchet MS",
  "Georgia",
  "Times New Roman",
  "Garamond",
  "Courier New",
];

export function BrandFont({ readOnly, ...props }: { label: string; readOnly: boolean } & Record<string, unknown>) {
  return (
    <Select
      data={fonts}
      placeholder="Standard"
      clearable
      readOnly={readOnly}
      {...props}
      value={(props.value as string | undefined) || null}
    />
  );
}
