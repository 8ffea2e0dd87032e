import { Button } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import { Link, type LinkProps } from "@tanstack/react-router";
import type { LucideIcon } from "lucide-react";
import { type ReactNode, useRef } from "react";
import { Panel } from "./Page";
import ui from "./row.module.css";
import { BoneRows, Empty, Loaded } from "./States";
import type { Tone } from "./status";
import { useListKeys } from "./useListKeys";

/** What a list says while it is empty: what belongs here, and the first action. */
export interface EmptyText {
  icon: LucideIcon;
  title: string;
  text?: ReactNode;
  tone?: Tone;
  actions?: ReactNode;
}

/** The way on from an empty page. */
export function GoTo({ to, label }: { to: LinkProps["to"]; label: string }) {
  return (
    <Button renderRoot={(props) => <Link to={to} {...props} />} variant="default">
      {label}
    </Button>
  );
}

export function EmptyList({ actions, ...words }: EmptyText) {
  return <Empty {...words}>{actions}</Empty>;
}

/** A list whose items are no plain rows. */
export function RowList({ children, className }: { children: ReactNode; className?: string | undefined }) {
  return <ul className={className ? `${ui.rows} ${className}` : ui.rows}>{children}</ul>;
}

interface RowsProps<T> {
  items: readonly T[];
  keyOf: (item: T) => string;
  row: (item: T) => ReactNode;
  busy?: boolean;
  className?: string | undefined;
  /** J and K move through it: it is the list that the page is about. */
  moves?: boolean;
}

const noKeys = {};

export function Rows<T>({ items, keyOf, row, busy, className, moves = false }: RowsProps<T>) {
  const list = useRef<HTMLUListElement>(null);
  useListKeys(list, noKeys, moves);
  return (
    <ul ref={list} className={className ? `${ui.rows} ${className}` : ui.rows} aria-busy={busy || undefined}>
      {items.map((item) => (
        <li key={keyOf(item)} data-row={keyOf(item)}>
          {row(item)}
        </li>
      ))}
    </ul>
  );
}

interface ListPanelProps<T> extends Omit<RowsProps<T>, "items"> {
  title?: string;
  query: UseQueryResult<{ items: T[] }>;
  empty: EmptyText;
  /** Makes another one; at the head once there are some. */
  create?: ReactNode;
  aside?: ReactNode;
  bones?: number;
  height?: number;
  children?: ReactNode;
}

/** A short list in a panel of its own. */
export function ListPanel<T>(list: ListPanelProps<T>) {
  const { title, query, empty, create, aside, bones = 3, height = 61, children, ...rows } = list;
  const filled = Boolean(query.data?.items.length);
  return (
    <Panel title={title} padded={false} aside={aside ?? (filled ? create : null)}>
      <Loaded query={query} skeleton={<BoneRows count={bones} height={height} />}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyList {...empty} actions={empty.actions ?? create} />
          ) : (
            <Rows items={items} {...rows} />
          )
        }
      </Loaded>
      {children}
    </Panel>
  );
}
