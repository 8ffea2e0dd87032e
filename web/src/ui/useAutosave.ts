import { useEffect, useRef } from "react";
import { problemOf } from "@/contract/problem";

const wait = 900;
const again = 5_000;

interface Autosave {
  values: unknown;
  /** There is something to save, and it can be saved. */
  ready: boolean;
  save: { isPending: boolean; error: unknown; mutate: () => void };
}

/** Saves a moment after the last change; what was refused is sent again only after another change. */
export function useAutosave({ values, ready, save }: Autosave) {
  const text = JSON.stringify(values);
  const refused = useRef<string>(undefined);
  const sent = useRef<string>(undefined);
  const { isPending, error, mutate } = save;
  const offline = error ? problemOf(error).status === 0 : false;
  if (error && !offline && !isPending) refused.current = sent.current;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each change starts the wait over
  useEffect(() => {
    if (!ready || isPending || refused.current === text) return;
    const timer = setTimeout(
      () => {
        sent.current = text;
        mutate();
      },
      offline ? again : wait,
    );
    return () => clearTimeout(timer);
  }, [text, ready, isPending, offline]);
}
