import { Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { placeOf } from "./components";
import { creativesQuery } from "./queries";

interface CreativeFieldProps {
  campaignId: string;
  value: string | null;
  onChange: (id: string | null) => void;
}

/** Which creative of the campaign a post begins with; nothing while there is none. */
export function CreativeField({ campaignId, value, onChange }: CreativeFieldProps) {
  const creatives = useQuery(creativesQuery(campaignId));
  const usable = (creatives.data?.items ?? []).filter(({ kind, text }) => kind !== "email" && Boolean(text));
  if (usable.length === 0) return null;
  return (
    <Select
      label="Start from"
      placeholder="Empty post or a creative"
      clearable
      searchable
      data={usable.map((creative) => {
        const place = placeOf(creative);
        return {
          value: creative.id,
          label: creative.name.includes(place) ? creative.name : `${creative.name} · ${place}`,
        };
      })}
      value={value}
      onChange={onChange}
    />
  );
}
