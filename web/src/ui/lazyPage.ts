import { lazyRouteComponent } from "@tanstack/react-router";

/** Starts to read what a page shows when nothing is chosen in its address, so that its data comes while its code is drawn. */
type Preload = (params: Record<string, string>) => unknown;

/** A link to the page that the router follows, or expects to be followed. */
interface Visit {
  params: object;
  location: { search: object };
}

/**
 * A page whose code is loaded when it is opened or somebody points at a link to it, and with it what its module's `preload` reads.
 * Nothing waits for that: a page shows its own placeholders and failures.
 */
// biome-ignore lint/suspicious/noExplicitAny: what a module exports is up to it
export function lazyPage<M extends Record<string, any>, N extends keyof M>(
  load: () => Promise<M & { preload?: Preload }>,
  name: N,
) {
  return {
    component: lazyRouteComponent(load, name),
    loader: ({ params, location }: Visit) => {
      if (Object.keys(location.search).length > 0) return;
      load().then(
        ({ preload }) => preload?.(params as Record<string, string>),
        () => undefined,
      );
    },
  };
}
