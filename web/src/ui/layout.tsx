import { Stack } from "@mantine/core";
import { type ComponentProps, Fragment, type ReactNode } from "react";
import ui from "./layout.module.css";

/** The page's own work on the left, what belongs to it on the right; one below the other where there is no room. */
export function Split({ side, sideFirst, children }: { side: ReactNode; sideFirst?: boolean; children: ReactNode }) {
  return (
    <div className={ui.split} data-side-first={sideFirst || undefined}>
      <Stack gap={16} miw={0}>
        {children}
      </Stack>
      <Stack gap={16} miw={0}>
        {side}
      </Stack>
    </div>
  );
}

/** Takes the room that is left beside what has a size of its own. */
export function Grow({ children }: { children: ReactNode }) {
  return <div style={{ flex: 1, minWidth: 0 }}>{children}</div>;
}

/** Filters above a list, and what else can be done with it at the right end. */
export function Toolbar({ children }: { children: ReactNode }) {
  return <div className={ui.filters}>{children}</div>;
}

type Fact = readonly [name: string, value: ReactNode] | false | null | undefined | "" | 0;

/** Names with their values; a fact that does not apply is left out. */
export function Facts({ facts, className }: { facts: Fact[]; className?: string | undefined }) {
  return (
    <dl className={className ? `${ui.facts} ${className}` : ui.facts}>
      {facts.map((fact) =>
        fact ? (
          <Fragment key={fact[0]}>
            <dt>{fact[0]}</dt>
            <dd>{fact[1]}</dd>
          </Fragment>
        ) : null,
      )}
    </dl>
  );
}

interface ChipsProps<T extends string> {
  label: string;
  options: readonly { value: T; label: string }[];
  value: T | undefined;
  onChange: (value: T | undefined) => void;
  /** The chip for all of them; without it a chip is switched off by pressing it again. */
  all?: string | undefined;
  children?: ReactNode;
}

/** A few choices side by side, of which one is made. */
export function Chips<T extends string>({ label, options, value, onChange, all, children }: ChipsProps<T>) {
  return (
    <ChipGroup label={label}>
      {all ? (
        <Chip pressed={value === undefined} onClick={() => onChange(undefined)}>
          {all}
        </Chip>
      ) : null}
      {options.map((option) => (
        <Chip
          key={option.value}
          pressed={option.value === value}
          onClick={() => onChange(option.value === value ? undefined : option.value)}
        >
          {option.label}
        </Chip>
      ))}
      {children}
    </ChipGroup>
  );
}

/** Chips that are not one choice of several: each is pressed for itself. */
export function ChipGroup({ label, wrap, children }: { label: string; wrap?: boolean; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its own frame
    <div className={ui.chips} role="group" aria-label={label} style={wrap ? { flexWrap: "wrap" } : undefined}>
      {children}
    </div>
  );
}

export function Chip({ pressed, ...props }: ComponentProps<"button"> & { pressed: boolean }) {
  return <button {...props} type="button" className={ui.chip} aria-pressed={pressed} />;
}
