import { problemOf } from "@/contract/problem";

/** What the server asks for after the password. */
export interface Challenge {
  challenge: string;
  methods: string[];
  setup: boolean;
}

export function challengeOf(error: unknown): Challenge | undefined {
  const problem = problemOf(error) as { code?: string; challenge?: string; methods?: string[] };
  if (!problem.challenge) return undefined;
  return {
    challenge: problem.challenge,
    methods: problem.methods ?? [],
    setup: problem.code === "second_factor_setup_required",
  };
}
