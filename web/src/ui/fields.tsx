import "@mantine/dates/styles.css";
import { Select, type SelectProps, TagsInput, type TagsInputProps } from "@mantine/core";
import { DatePickerInput, type DatePickerInputProps } from "@mantine/dates";
import { Calendar } from "lucide-react";
import { allZones, zoneLabel } from "./format";
import { calendarLabels } from "./PlanTime";

const zones = allZones.map((zone) => ({ value: zone, label: zone }));

export function ZoneSelect(props: Omit<SelectProps, "data">) {
  return (
    <Select
      searchable
      limit={60}
      allowDeselect={false}
      label="Time zone"
      description={typeof props.value === "string" ? offsetOf(props.value) : undefined}
      nothingFoundMessage="No match. Try a city, e.g. Berlin."
      data={zones}
      comboboxProps={{ shadow: "md" }}
      {...props}
    />
  );
}

/** `Berlin (GMT+1)`; a zone that is its own name needs no more words. */
function offsetOf(zone: string) {
  const label = zoneLabel(zone).replace(/, (.*)$/, " ($1)");
  return label === zone ? undefined : label;
}

const currencies = Intl.supportedValuesOf("currency");

export function CurrencySelect(props: Omit<SelectProps, "data">) {
  return (
    <Select
      searchable
      limit={60}
      allowDeselect={false}
      label="Currency"
      nothingFoundMessage="No match"
      data={currencies}
      comboboxProps={{ shadow: "md" }}
      {...props}
    />
  );
}

export function DateField(props: DatePickerInputProps<"default">) {
  return (
    <DatePickerInput
      valueFormat="MMM D, YYYY"
      leftSection={<Calendar size={15} aria-hidden />}
      clearable
      clearButtonProps={{ "aria-label": "Clear date" }}
      weekendDays={[]}
      ariaLabels={calendarLabels}
      {...props}
    />
  );
}

export function TagsField(props: TagsInputProps) {
  return <TagsInput label="Tags" placeholder="Type and press Enter" clearable={false} {...props} />;
}
