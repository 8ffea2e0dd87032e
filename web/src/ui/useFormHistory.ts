import type { UseFormReturnType } from "@mantine/form";
import { useCallback, useEffect, useRef, useState } from "react";

const pause = 1_000;
const most = 200;

/** Undo and redo across all fields of a form; typing in one field without a pause is one step. */
export function useFormHistory<Values extends Record<string, unknown>>(
  form: UseFormReturnType<Values>,
  version: number | undefined,
) {
  const [{ past, next }, setSteps] = useState<{ past: Values[]; next: Values[] }>({ past: [], next: [] });
  const text = JSON.stringify(form.values);
  const seen = useRef({ values: form.values, text, version, field: "", at: 0 });
  const moving = useRef(false);
  const current = useRef(form);
  current.current = form;

  useEffect(() => {
    const { values, isDirty } = current.current;
    const last = seen.current;
    if (last.text === text) {
      last.version = version;
      return;
    }
    const field = changed(last.values, values);
    const at = Date.now();
    const theirs = last.version !== version && !isDirty();
    const same = field === last.field && at - last.at < pause;
    seen.current = { values, text, version, field: moving.current ? "" : field, at };
    if (theirs) setSteps({ past: [], next: [] });
    else if (!moving.current)
      setSteps((all) => ({ past: same ? all.past : [...all.past.slice(1 - most), last.values], next: [] }));
    moving.current = false;
  }, [text, version]);

  const go = useCallback((to: Values) => {
    moving.current = true;
    current.current.setValues(to);
  }, []);
  const back = past.at(-1);
  const forth = next[0];
  return {
    undo: back
      ? () => {
          setSteps((all) => ({ past: all.past.slice(0, -1), next: [form.values, ...all.next] }));
          go(back);
        }
      : undefined,
    redo: forth
      ? () => {
          setSteps((all) => ({ past: [...all.past, form.values], next: all.next.slice(1) }));
          go(forth);
        }
      : undefined,
  };
}

function changed(before: Record<string, unknown>, after: Record<string, unknown>) {
  return Object.keys(after)
    .filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
    .join();
}
