import { useMediaQuery } from "@mantine/hooks";
import { ArrowDown, ArrowUp, Pencil } from "lucide-react";
import { Fragment, type ReactNode, useRef, useState } from "react";
import { Hidden } from "./Bits";
import { RenameField } from "./RenameField";
import classes from "./tablelist.module.css";
import { useAddress } from "./useAddress";
import { useListKeys } from "./useListKeys";
import type { Selection } from "./useSelection";

export interface Column<T> {
  key: string;
  label: string;
  cell: (item: T) => ReactNode;
  /** The name that the server sorts by. */
  sort?: string;
  width?: number;
  /** Left out where the columns would squeeze the title. */
  spare?: boolean;
}

/** Names that can be changed in the list. */
export interface Rename<T> {
  when: (item: T) => boolean;
  name: (item: T) => string;
  longest: number;
  save: (item: T, name: string) => Promise<unknown>;
}

export interface TableListProps<T> {
  label: string;
  items: readonly T[];
  keyOf: (item: T) => string;
  /** What it is called, for its checkbox. */
  nameOf: (item: T) => string;
  /** The one called `title` holds the link that opens the item; a phone shows only that one. */
  columns: Column<T>[];
  /** Rows that follow each other with the same group stand under one heading. */
  group?: ((item: T) => string) | undefined;
  selection?: Selection | undefined;
  actions?: ((item: T) => ReactNode) | undefined;
  /** Shows an item without opening it. */
  peek?: ((item: T) => void) | undefined;
  rename?: Rename<T> | undefined;
  busy?: boolean;
}

/** A list with columns: sorted by the server, rows chosen by click or keys, J and K move, Space peeks, Enter opens. */
export function TableList<T>(list: TableListProps<T>) {
  const { label, items, keyOf, nameOf, group, selection, actions, peek, rename, busy } = list;
  const small = useMediaQuery("(max-width: 75em)", false, { getInitialValueInEffect: false });
  const columns = small ? list.columns.filter(({ spare }) => !spare) : list.columns;
  const body = useRef<HTMLTableElement>(null);
  const [renamed, setRenamed] = useState<string>();
  const find = (key: string) => items.find((one) => keyOf(one) === key);
  useListKeys(body, {
    select: selection?.toggle,
    clear: selection?.clear,
    peek: peek
      ? (key) => {
          const item = find(key);
          if (item) peek(item);
        }
      : undefined,
    rename: rename
      ? (key) => {
          const item = find(key);
          if (item && rename.when(item)) setRenamed(key);
        }
      : undefined,
  });
  const sizes = new Map<string, number>();
  if (group) for (const item of items) sizes.set(group(item), (sizes.get(group(item)) ?? 0) + 1);
  const width = columns.length + (selection ? 1 : 0) + (actions ? 1 : 0);
  const some = (selection?.keys.length ?? 0) > 0;
  return (
    <table ref={body} className={classes.table} aria-label={label} aria-busy={busy || undefined}>
      <thead>
        <tr>
          {selection ? (
            <th className={classes.check}>
              <input
                type="checkbox"
                aria-label="Select all"
                checked={some && selection.keys.length === items.length}
                ref={(box) => {
                  if (box) box.indeterminate = some && selection.keys.length < items.length;
                }}
                onChange={selection.toggleAll}
              />
            </th>
          ) : null}
          {columns.map((column) => (
            <Head key={column.key} column={column} />
          ))}
          {actions ? (
            <th className={classes.actions}>
              <Hidden>Actions</Hidden>
            </th>
          ) : null}
        </tr>
      </thead>
      <tbody>
        {items.map((item, index) => {
          const key = keyOf(item);
          const heading = group?.(item);
          const before = items[index - 1];
          return (
            <Fragment key={key}>
              {heading && (!before || group?.(before) !== heading) ? (
                <tr className={classes.group}>
                  <th colSpan={width} scope="colgroup">
                    {heading} <span>{sizes.get(heading)}</span>
                  </th>
                </tr>
              ) : null}
              <tr data-row={key} data-selected={selection?.has(key) || undefined}>
                {selection ? (
                  <td className={classes.check}>
                    <input
                      type="checkbox"
                      aria-label={`Select ${nameOf(item)}`}
                      checked={selection.has(key)}
                      onChange={({ nativeEvent }) => selection.toggle(key, (nativeEvent as MouseEvent).shiftKey)}
                    />
                  </td>
                ) : null}
                {columns.map((column) => (
                  <td key={column.key} data-column={column.key}>
                    {column.key !== "title" || !rename?.when(item) ? (
                      column.cell(item)
                    ) : renamed === key ? (
                      <RenameField
                        name={rename.name(item)}
                        longest={rename.longest}
                        save={(name) => rename.save(item, name)}
                        close={() => setRenamed(undefined)}
                      />
                    ) : (
                      <Renamable name={rename.name(item)} start={() => setRenamed(key)}>
                        {column.cell(item)}
                      </Renamable>
                    )}
                  </td>
                ))}
                {actions ? <td className={classes.actions}>{actions(item)}</td> : null}
              </tr>
            </Fragment>
          );
        })}
      </tbody>
    </table>
  );
}

/** A title with the pencil that changes it. */
function Renamable({ name, start, children }: { name: string; start: () => void; children: ReactNode }) {
  return (
    <span className={classes.renamable}>
      <span>{children}</span>
      <button type="button" aria-label={`Rename ${name}`} onClick={start}>
        <Pencil size={13} aria-hidden />
      </button>
    </span>
  );
}

/** Pressed once it sorts by its column, pressed again the other way round, and then as before. */
function Head<T>({ column: { label, sort, width } }: { column: Column<T> }) {
  const [search, change] = useAddress<{ sort?: string | undefined; page?: number | undefined }>();
  const size = width ? { width } : {};
  if (!sort) return <th style={size}>{label}</th>;
  const up = search.sort === sort;
  const down = search.sort === `-${sort}`;
  const Arrow = down ? ArrowDown : ArrowUp;
  return (
    <th style={size} aria-sort={up ? "ascending" : down ? "descending" : "none"}>
      <button
        type="button"
        onClick={() => change({ sort: up ? `-${sort}` : down ? undefined : sort, page: undefined })}
        data-on={up || down || undefined}
      >
        {label} <Arrow size={12} aria-hidden />
      </button>
    </th>
  );
}
