import type { UseFormReturnType } from "@mantine/form";
import { useEffect, useRef, useState } from "react";

export interface Fresh {
  /** The version that was typed over: it goes with the save, and the server says when two meet. */
  version: number | undefined;
  /** Someone else saved while this was being edited. */
  overtaken: boolean;
  takeTheirs: () => void;
  keepMine: () => void;
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
  const takeTheirs = () => {
    latest.current.form.setInitialValues(latest.current.values);
    latest.current.form.setValues(latest.current.values);
    setBase(version);
  };
  const take = useRef(takeTheirs);
  take.current = takeTheirs;

  useEffect(() => {
    if (version !== base && !dirty) take.current();
  }, [version, base, dirty]);

  return { version: base, overtaken: version !== base && dirty, takeTheirs, keepMine: () => setBase(version) };
}
