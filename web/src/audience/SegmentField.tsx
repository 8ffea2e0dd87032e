import { Anchor, Select, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { segmentsQuery } from "@/contract/queries";
import { counted } from "@/ui/format";
import { inWords } from "./rules";

interface SegmentFieldProps {
  value: string | null;
  onChange: (id: string | null) => void;
  readOnly: boolean;
  error?: React.ReactNode;
}

/** A segment by its name and how many are in it now; who gets the mail is settled when it leaves. */
export function SegmentField({ value, onChange, readOnly, error }: SegmentFieldProps) {
  const segments = useQuery(segmentsQuery);
  const items = segments.data?.items ?? [];
  const chosen = items.find(({ id }) => id === value);
  return (
    <div>
      <Select
        label="Segment"
        placeholder="Choose a segment"
        searchable
        readOnly={readOnly}
        data={items.map(({ id, name, count }) => ({ value: id, label: `${name} (${count.toLocaleString("en")})` }))}
        value={value}
        onChange={onChange}
        error={error}
        nothingFoundMessage="No match"
      />
      <Text size="xs" c="dimmed" mt={6} style={{ overflowWrap: "anywhere" }}>
        {chosen
          ? `${counted(chosen.count, "contact")} now${chosen.builtIn ? "" : `: ${inWords(chosen.rules)}`}. Recipients are determined at send time. Suppressed contacts are skipped. `
          : "Recipients are determined at send time. Suppressed contacts are skipped. "}
        <Anchor component={Link} to="/audience/segments" inherit underline="always">
          Segments
        </Anchor>
      </Text>
    </div>
  );
}
