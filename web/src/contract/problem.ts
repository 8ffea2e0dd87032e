import type { Problem } from "./types";

/** What the server rejected, with its message for the person. */
export class Refusal extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail ?? problem.title ?? "The server rejected this request without a reason.");
    this.name = "Refusal";
    this.problem = problem;
  }
}

export const unreachable: Problem = {
  status: 0,
  code: "unreachable",
  title: "Fanfare can't be reached",
  detail: "The server isn't responding. Check your connection and try again. Nothing you typed is lost.",
};

const headlines: Record<number, string> = {
  400: "Please check your input",
  401: "That didn't work",
  403: "You don't have permission",
  404: "Not found",
  409: "This conflicts with the current state",
  413: "This is too large",
  415: "This file type isn't supported",
  422: "This can't be processed",
  429: "Too many requests",
};

/** A short headline; the detail below it says what to do. */
export function headlineOf({ status, title }: Problem) {
  return headlines[status] ?? (status >= 500 ? "Something went wrong on the server" : (title ?? "That didn't work"));
}

export function problemOf(error: unknown): Problem {
  if (error instanceof Refusal) return error.problem;
  if (error instanceof TypeError) return unreachable;
  return {
    status: 0,
    title: "Something went wrong on this page",
    detail: error instanceof Error ? error.message : String(error),
  };
}

/**
 * Errors of fields as a form takes them: `recipients[3].email` belongs to `recipients`. Members of the objects named as
 * `inside` are fields of their own: `settings.host` belongs to `host`.
 */
export function fieldErrors(error: unknown, inside: readonly string[] = []): Record<string, string> {
  const errors = problemOf(error).errors ?? {};
  return Object.fromEntries(
    Object.entries(errors).map(([path, text]) => {
      const outer = inside.find((name) => path.startsWith(`${name}.`));
      return [(outer ? path.slice(outer.length + 1) : path).replace(/[[.].*$/, ""), text];
    }),
  );
}
