/** What a page keeps in its address. Anyone may have typed it, so each reader drops what it can't use. */
type Reader = (value: unknown) => unknown;

export const text = (value: unknown) =>
  value === undefined || value === null || value === "" ? undefined : String(value);
export const count = (value: unknown) => (Number(value) > 0 ? Math.floor(Number(value)) : undefined);
export const yes = (value: unknown) => (value === true || value === "true" ? true : undefined);
export const day = (value: unknown) => (/^\d{4}-\d{2}-\d{2}$/.test(String(value)) ? String(value) : undefined);
export const wallClock = (value: unknown) =>
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(String(value)) ? String(value) : undefined;

export function oneOf<const T extends string>(...known: T[]) {
  return (value: unknown) => known.find((one) => one === value);
}

/** A path of ours: a place to go to after signing in is never another site. */
export function ownPath(value: unknown) {
  const path = text(value);
  return path?.startsWith("/") && !path.startsWith("//") && !path.includes("\\") ? path : undefined;
}

export function searchOf<R extends Record<string, Reader>>(readers: R) {
  type Search = { [K in keyof R]?: Exclude<ReturnType<R[K]>, undefined> | undefined };
  return (given: Record<string, unknown>): Search =>
    Object.fromEntries(Object.entries(readers).map(([name, read]) => [name, read(given[name])])) as Search;
}
