import { useSyncExternalStore } from "react";
import { store } from "./store";

const active = store(false);
const signs = ["pointerdown", "keydown", "click"] as const;

function watch() {
  for (const sign of signs) window.addEventListener(sign, begin, { capture: true, passive: true });
}

function begin() {
  for (const sign of signs) window.removeEventListener(sign, begin, { capture: true });
  active.set(true);
}

if (typeof window !== "undefined") watch();

/** Whether somebody has pressed anything yet: what only opens by a press is loaded then, not with the first page. */
export const useActive = () => useSyncExternalStore(active.subscribe, active.get);
