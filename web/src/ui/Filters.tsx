import { Select, TagsInput, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { Archive, Search, X } from "lucide-react";
import { useEffect, useMemo, useRef, useState } from "react";
import { useOffer } from "./actions";
import { Chip, Chips } from "./layout";
import ui from "./layout.module.css";
import { useAddress } from "./useAddress";
import { useLateOptions } from "./useLateOptions";

interface Option {
  value: string;
  label: string;
}

/** One filter of a list. Its key is the name it has in the address. */
export type Filter =
  | { kind: "search"; key: string; label: string; placeholder?: string; width?: number; shortcut?: boolean }
  | { kind: "select"; key: string; label: string; all: string; options: Option[]; width?: number }
  | { kind: "chips"; key: string; label: string; all?: string; options: Option[] }
  | { kind: "tags"; key: string; label: string; width?: number }
  | { kind: "archived"; key: "archived" }
  /** Something chosen elsewhere, such as one campaign: shown while it is set, and can be dropped. */
  | { kind: "chosen"; key: string; label: string };

type State = Record<string, unknown>;

/** Whether any of the filters is set, and the way to drop them all. */
export function useFilters(filters: Filter[]) {
  const [search, change] = useAddress<State>();
  return {
    filtered: filters.some(({ key }) => Boolean(search[key])),
    clear: () => change(Object.fromEntries([...filters.map(({ key }) => [key, undefined]), ["page", undefined]])),
  };
}

export function FilterField({ filter }: { filter: Filter }) {
  const [search, change] = useAddress<State>();
  const value = search[filter.key];
  const late = useLateOptions();
  const set = (next: unknown) => change({ [filter.key]: next || undefined, page: undefined, id: undefined });
  switch (filter.kind) {
    case "search":
      return <SearchField filter={filter} value={String(value ?? "")} set={set} />;
    case "select":
      return (
        <Select
          aria-label={filter.label}
          placeholder={filter.all}
          clearable
          searchable={filter.options.length > 12}
          w={{ base: "47%", xs: filter.width ?? 170 }}
          data={filter.options}
          {...late}
          value={value === undefined ? null : String(value)}
          onChange={set}
        />
      );
    case "chips":
      return (
        <Chips
          label={filter.label}
          all={filter.all}
          options={filter.options}
          value={value === undefined ? undefined : String(value)}
          onChange={set}
        />
      );
    case "tags": {
      const chosen = value ? String(value).split(",") : [];
      return (
        <TagsInput
          aria-label={filter.label}
          placeholder={chosen.length > 0 ? "" : filter.label}
          w={{ base: "100%", sm: filter.width ?? 200 }}
          value={chosen}
          {...late}
          onChange={(tags) => set(tags.join(","))}
        />
      );
    }
    case "archived":
      return (
        <Chip pressed={Boolean(value)} onClick={() => set(!value)}>
          <Archive size={12} aria-hidden className={ui.chipIcon} /> Archived
        </Chip>
      );
    case "chosen":
      return value ? (
        <Chip pressed onClick={() => set(undefined)}>
          {filter.label} <X size={12} aria-label="Remove filter" className={ui.chipIcon} />
        </Chip>
      ) : null;
  }
}

interface SearchFieldProps {
  filter: Extract<Filter, { kind: "search" }>;
  value: string;
  set: (value: string) => void;
}

/** Looks while it is typed, a moment after the last key. */
function SearchField({ filter, value, set }: SearchFieldProps) {
  const { label, placeholder = label, width = 240, shortcut } = filter;
  const field = useRef<HTMLInputElement>(null);
  const [words, setWords] = useState(value);
  const sent = useRef(value);
  const look = useDebouncedCallback((next: string) => {
    sent.current = next;
    set(next);
  }, 250);
  // What changes the address from elsewhere, such as “Show all”, changes the field too.
  useEffect(() => {
    if (value === sent.current) return;
    sent.current = value;
    setWords(value);
  }, [value]);
  useOffer(
    useMemo(
      () =>
        shortcut
          ? [
              {
                name: "searchList",
                label,
                icon: Search,
                group: "This page",
                keys: "/",
                running: false,
                perform: () => field.current?.focus(),
              },
            ]
          : [],
      [shortcut, label],
    ),
  );
  return (
    <TextInput
      ref={field}
      aria-label={label}
      placeholder={placeholder}
      leftSection={<Search size={15} aria-hidden />}
      w={{ base: "100%", sm: width }}
      value={words}
      onChange={(event) => {
        setWords(event.currentTarget.value);
        look(event.currentTarget.value.trim());
      }}
    />
  );
}
