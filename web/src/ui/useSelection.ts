import { useCallback, useMemo, useRef, useState } from "react";

export interface Selection {
  keys: readonly string[];
  has: (key: string) => boolean;
  /** With `range`, everything between the row chosen last and this one. */
  toggle: (key: string, range?: boolean) => void;
  toggleAll: () => void;
  clear: () => void;
}

/** The chosen rows of a list; what leaves the list is no longer chosen. */
export function useSelection(all: readonly string[]): Selection {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const last = useRef<string>(undefined);
  const keys = useMemo(() => all.filter((key) => chosen.has(key)), [all, chosen]);
  const toggle = useCallback(
    (key: string, range = false) =>
      setChosen((before) => {
        const after = new Set(before);
        const from = range && last.current ? all.indexOf(last.current) : -1;
        const to = all.indexOf(key);
        last.current = key;
        if (from >= 0 && to >= 0)
          for (const between of all.slice(Math.min(from, to), Math.max(from, to) + 1)) after.add(between);
        else if (!after.delete(key)) after.add(key);
        return after;
      }),
    [all],
  );
  const clear = useCallback(() => setChosen(new Set()), []);
  const toggleAll = () => setChosen(keys.length === all.length ? new Set() : new Set(all));
  return { keys, has: (key) => chosen.has(key), toggle, toggleAll, clear };
}
