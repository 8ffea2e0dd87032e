import { useState } from "react";

/**
 * For a field with options that is part of a page: they are drawn, measured and positioned when the field gets the focus, not with the
 * page. They then stay, because a field that doesn't know its list yet can't tell screen readers that it is open.
 */
export function useLateOptions() {
  const [focused, focus] = useState(false);
  return { comboboxProps: { keepMounted: focused }, onFocus: () => focus(true) };
}
