import type { LinkProps } from "@tanstack/react-router";

/** The link that opens a task over the page. */
export function useOpenTask() {
  return (task: string): LinkProps =>
    ({ to: ".", search: (old: object) => ({ ...old, task }), resetScroll: false }) as unknown as LinkProps;
}
