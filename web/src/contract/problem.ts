import type { Problem } from "./types";

/** What the server refused, with its sentence for the person. */
export class Refusal extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail ?? problem.title ?? "The server refused this and did not say why.");
    this.name = "Refusal";
    this.problem = problem;
  }
}

export const unreachable: Problem = {
  status: 0,
  code: "unreachable",
  title: "Fanfare can't be reached",
  detail: "The server does not answer. Check the connection and try again; nothing you typed is lost.",
};

const headlines: Record<number, string> = {
  400: "Something does not fit",
  403: "You may not do this",
  404: "Not found",
  409: "Not as things are now",
  413: "That is too large",
  415: "That kind of file is not known",
  422: "That can't be done",
  429: "Too many at once",
};

/** A short headline for people; the detail below it says what to do. */
export function headlineOf({ status, title }: Problem) {
  return headlines[status] ?? (status >= 500 ? "The server could not do it" : (title ?? "That did not work"));
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

/** Errors of fields as a form takes them: `recipients[3].email` belongs to `recipients`. */
export function fieldErrors(error: unknown): Record<string, string> {
  const errors = problemOf(error).errors ?? {};
  return Object.fromEntries(Object.entries(errors).map(([field, text]) => [field.replace(/[[.].*$/, ""), text]));
}
