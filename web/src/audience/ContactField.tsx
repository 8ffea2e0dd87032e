import { Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { calledOf, nameOf } from "./names";
import { contactsQuery } from "./queries";

interface ContactFieldProps {
  value: string | null;
  onChange: (id: string | null) => void;
  label: string;
  placeholder: string;
}

/** One contact, found by name or address while it is typed. */
export function ContactField({ value, onChange, label, placeholder }: ContactFieldProps) {
  const [words, setWords] = useState("");
  const [chosen, setChosen] = useState<{ value: string; label: string }>();
  const [q] = useDebouncedValue(words === chosen?.label ? "" : words.trim(), 250);
  const found = useInfiniteQuery(contactsQuery({ q: q || undefined }));
  const data = (found.data?.pages[0]?.items ?? []).slice(0, 20).map((contact) => ({
    value: contact.id,
    label: nameOf(contact) && contact.email ? `${nameOf(contact)} <${contact.email}>` : calledOf(contact),
  }));
  const options = chosen && !data.some((option) => option.value === chosen.value) ? [chosen, ...data] : data;
  return (
    <Select
      aria-label={label}
      placeholder={placeholder}
      size="xs"
      w={220}
      searchable
      clearable
      filter={({ options: all }) => all}
      data={options}
      value={value}
      searchValue={words}
      onSearchChange={setWords}
      onChange={(id) => {
        setChosen(options.find((option) => option.value === id));
        onChange(id);
      }}
      nothingFoundMessage={found.isFetching ? "Searching…" : "No match"}
    />
  );
}
