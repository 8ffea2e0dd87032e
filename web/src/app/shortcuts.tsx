import { useEffect, useRef } from "react";
import { type Bound, useOffered } from "@/ui/actions";

/** Single keys and pairs like `g c`, as the actions on the screen declare them; `held` while something else is to get the keys. */
export function Shortcuts({ held }: { held: boolean }) {
  const offered = useOffered();
  const latest = useRef(offered);
  latest.current = offered;
  const silent = useRef(held);
  silent.current = held;

  useEffect(() => {
    let before = "";
    let forget: ReturnType<typeof setTimeout>;
    const onKeyDown = (event: KeyboardEvent) => {
      const withModifier = event.metaKey || event.ctrlKey;
      if (event.defaultPrevented || event.altKey || event.isComposing) return;
      if (!withModifier && (silent.current || isBusy(event))) return;
      // Space presses what is focused, if that can be pressed.
      if (event.key === " " && (event.target as HTMLElement).closest("button, input, summary, [role]:not(a, main)"))
        return;
      const key = (withModifier ? "mod+" : "") + (event.key === " " ? "space" : event.key.toLowerCase());
      const action = find(latest.current, `${before} ${key}`) ?? find(latest.current, key);
      before = key;
      clearTimeout(forget);
      forget = setTimeout(() => {
        before = "";
      }, 900);
      if (!action) return;
      event.preventDefault();
      before = "";
      action.perform();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);

  return null;
}

function find(offered: Bound[], keys: string) {
  return offered.findLast((action) => action.keys === keys);
}

function isBusy(event: KeyboardEvent) {
  const target = event.target as HTMLElement;
  return (
    target.isContentEditable ||
    (/^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) && !target.matches('[type="radio"], [type="checkbox"]')) ||
    document.querySelector('[role="dialog"]') !== null
  );
}
