import type { UseFormReturnType } from "@mantine/form";
import { useEffect, useRef, useState } from "react";

export interface Fresh {
  /** The version that was typed over: it goes with the save, and the server says when two meet. */
  version: number | undefined;
  /** Someone else saved while this was being edited. */
  overtaken: boolean;
  takeTheirs: () => void;
  keepMine: () => void;
  /** This editor has saved: what was sent is the base now. */
  saved: (version: number) => void;
}

/** A form over something that others change too: news comes in while nothing is typed, and never over what is typed. */
export function useFresh<Values extends Record<string, unknown>>(
  form: UseFormReturnType<Values>,
  version: number | undefined,
  values: Values,
): Fresh {
  const [base, setBase] = useState(version);
  const latest = useRef({ form, values });
  latest.current = { form, values };
  const dirty = form.isDirty();
  const newer = version !== undefined && (base === undefined || version > base);
  const takeTheirs = () => {
    latest.current.form.setInitialValues(latest.current.values);
    latest.current.form.setValues(latest.current.values);
    setBase(version);
  };
  const take = useRef(takeTheirs);
  take.current = takeTheirs;

  useEffect(() => {
    if (newer && !dirty) take.current();
  }, [newer, dirty]);

  return {
    version: base,
    overtaken: newer && dirty,
    takeTheirs,
    keepMine: () => setBase(version),
    saved: setBase,
  };
}
