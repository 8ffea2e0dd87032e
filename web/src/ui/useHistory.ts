import { useCallback, useState } from "react";

interface States<T> {
  past: T[];
  now: T;
  next: T[];
  /** What was changed last, and when: typing in one place is one step. */
  step: { tag: string; at: number };
}

const pause = 1_000;
const none = { tag: "", at: 0 };

/** A value with undo and redo. */
export function useHistory<T>(first: T) {
  const [states, setStates] = useState<States<T>>({ past: [], now: first, next: [], step: none });
  const set = useCallback(
    (change: (now: T) => T, tag = "") =>
      setStates(({ past, now, step }) => {
        const at = Date.now();
        const same = tag !== "" && tag === step.tag && at - step.at < pause;
        return { past: same ? past : [...past.slice(-199), now], now: change(now), next: [], step: { tag, at } };
      }),
    [],
  );
  const undo = useCallback(
    () =>
      setStates((all) => {
        const before = all.past.at(-1);
        if (before === undefined) return all;
        return { past: all.past.slice(0, -1), now: before, next: [all.now, ...all.next], step: none };
      }),
    [],
  );
  const redo = useCallback(
    () =>
      setStates((all) => {
        const [after, ...next] = all.next;
        if (after === undefined) return all;
        return { past: [...all.past, all.now], now: after, next, step: none };
      }),
    [],
  );
  /** Takes another state without a way back, for example someone else's. */
  const reset = useCallback((now: T) => setStates({ past: [], now, next: [], step: none }), []);
  return {
    now: states.now,
    set,
    reset,
    undo: states.past.length > 0 ? undo : undefined,
    redo: states.next.length > 0 ? redo : undefined,
  };
}
