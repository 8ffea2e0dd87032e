import { Modal } from "@mantine/core";
import { type QueryKey, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useMemo, useState } from "react";
import { showProblem } from "./actions";
import { type BulkAction, BulkBar } from "./BulkBar";
import { Card } from "./Page";
import { type Rename, TableList, type TableListProps } from "./TableList";
import { useSelection } from "./useSelection";

interface ListTableProps<T> extends Omit<TableListProps<T>, "selection" | "peek"> {
  bulk?: BulkAction<T>[] | undefined;
  /** How many items the list has, where it is not loaded completely and actions can take all of them. */
  total?: number | undefined;
  /** What is read again after a change of its items. */
  stale?: QueryKey[];
  /** What Space shows of an item without opening it. */
  peek?: (item: T) => ReactNode;
  /** Opens what Space shows in a way of its own. */
  onPeek?: (item: T) => void;
}

/** The list of a page: columns, choosing many for one action, names changed in place, and a look at an item with Space. */
export function ListTable<T>(list: ListTableProps<T>) {
  const { bulk, stale = [], total, peek, onPeek, rename, ...table } = list;
  const { items, keyOf, nameOf } = table;
  const queries = useQueryClient();
  const selection = useSelection(useMemo(() => items.map(keyOf), [items, keyOf]));
  const [peeked, setPeeked] = useState<T>();
  const renamed: Rename<T> | undefined = rename && {
    ...rename,
    save: (item, name) =>
      rename
        .save(item, name)
        .catch(showProblem)
        .then(() => Promise.all(stale.map((queryKey) => queries.invalidateQueries({ queryKey })))),
  };
  // Nothing is chosen where nothing can be done with it, for example by someone who only reads.
  const selectable = bulk?.some((action) => items.some(action.when));
  return (
    <>
      <Card>
        <TableList
          {...table}
          rename={renamed}
          selection={selectable ? selection : undefined}
          peek={onPeek ?? (peek ? setPeeked : undefined)}
        />
      </Card>
      {bulk ? (
        <BulkBar
          items={items.filter((item) => selection.has(keyOf(item)))}
          actions={bulk}
          nameOf={nameOf}
          stale={stale}
          clear={selection.clear}
          selectAll={{ rows: items.length, perform: selection.toggleAll }}
          whole={total === undefined ? undefined : { loaded: items.length, count: total }}
        />
      ) : null}
      <Modal
        opened={peeked !== undefined}
        onClose={() => setPeeked(undefined)}
        title={peeked === undefined ? "" : nameOf(peeked)}
        size="lg"
      >
        {peeked === undefined ? null : peek?.(peeked)}
      </Modal>
    </>
  );
}
