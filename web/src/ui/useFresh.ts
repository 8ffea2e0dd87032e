import type { UseFormReturnType } from "@mantine/form";
import { useEffect, useRef, useState } from "react";

/**
 * A form over something that others change too: news comes in while nothing is typed, and never over what somebody is
 * typing; then the version it was typed over goes with the save, and the server says when they meet.
 */
export function useFresh<Values extends Record<string, unknown>>(
  form: UseFormReturnType<Values>,
  version: number | undefined,
  values: Values,
) {
  const [base, setBase] = useState(version);
  const latest = useRef({ form, values });
  latest.current = { form, values };
  const dirty = form.isDirty();

  useEffect(() => {
    if (version === base || dirty) return;
    latest.current.form.setInitialValues(latest.current.values);
    latest.current.form.setValues(latest.current.values);
    setBase(version);
  }, [version, base, dirty]);

  return base;
}
