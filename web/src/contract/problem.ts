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
