import { SegmentedControl } from "@mantine/core";
import { useAddress } from "@/ui/useAddress";
import type { LibrarySearch } from "./routes";

const sizes = [
  { value: "s", label: "S" },
  { value: "m", label: "M" },
  { value: "l", label: "L" },
];

/** How large the cards of the library are. */
export function GridSize() {
  const [{ size }, change] = useAddress<LibrarySearch>();
  return (
    <SegmentedControl
      aria-label="Size of the cards"
      size="xs"
      data={sizes}
      value={size ?? "m"}
      onChange={(value) => change({ size: value === "s" || value === "l" ? value : undefined })}
    />
  );
}
