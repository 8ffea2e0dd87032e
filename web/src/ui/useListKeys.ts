import { ArrowDown, ArrowUp, Eye, Pencil, SquareCheck, X } from "lucide-react";
import { type RefObject, useEffect, useMemo, useRef } from "react";
import { type Bound, useOffer } from "./actions";

interface Keys {
  select?: ((key: string, range?: boolean) => void) | undefined;
  clear?: (() => void) | undefined;
  peek?: ((key: string) => void) | undefined;
  rename?: ((key: string) => void) | undefined;
}

const base = { group: "List", running: false };

/** Moves through the rows of a list (`data-row`) by J and K; X chooses the row, Space peeks, F2 renames, Escape drops what is chosen. */
export function useListKeys(list: RefObject<HTMLElement | null>, keys: Keys, on = true) {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  const can = { select: Boolean(keys.select), peek: Boolean(keys.peek), rename: Boolean(keys.rename) };
  useOffer(
    useMemo(() => {
      if (!on) return [];
      const rows = () => [...(list.current?.querySelectorAll<HTMLElement>("[data-row]") ?? [])];
      const at = (all: HTMLElement[]) => all.findIndex((row) => row.contains(document.activeElement));
      const move = (step: number) => {
        const all = rows();
        const next = all[Math.max(0, Math.min(all.length - 1, at(all) + step))];
        next?.querySelector<HTMLElement>("a, button")?.focus();
        next?.scrollIntoView?.({ block: "nearest" });
      };
      const current = () => {
        const all = rows();
        return all[at(all)]?.dataset.row;
      };
      const onCurrent = (work: ((key: string) => void) | undefined) => {
        const key = current();
        if (key) work?.(key);
      };
      const offered: Bound[] = [
        { ...base, name: "nextRow", label: "Next row", icon: ArrowDown, keys: "j", perform: () => move(1) },
        { ...base, name: "previousRow", label: "Previous row", icon: ArrowUp, keys: "k", perform: () => move(-1) },
      ];
      if (can.select)
        offered.push(
          {
            ...base,
            name: "selectRow",
            label: "Select row",
            icon: SquareCheck,
            keys: "x",
            perform: () => onCurrent(latest.current.select),
          },
          {
            ...base,
            name: "clearSelection",
            label: "Clear selection",
            icon: X,
            keys: "escape",
            perform: () => latest.current.clear?.(),
          },
        );
      if (can.peek)
        offered.push({
          ...base,
          name: "peekRow",
          label: "Peek",
          icon: Eye,
          keys: "space",
          perform: () => onCurrent(latest.current.peek),
        });
      if (can.rename)
        offered.push({
          ...base,
          name: "renameRow",
          label: "Rename",
          icon: Pencil,
          keys: "f2",
          perform: () => onCurrent(latest.current.rename),
        });
      return offered;
    }, [list, on, can.select, can.peek, can.rename]),
  );
}
