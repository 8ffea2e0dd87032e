import { notifications } from "@mantine/notifications";
import { type QueryKey, useMutation, useQueryClient } from "@tanstack/react-query";
import { problemOf } from "@/contract/problem";

export interface Write<In, Out> {
  run: (input: In) => Promise<Out>;
  stale?: QueryKey[];
  done?: string | ((answer: Out) => string);
  onDone?: (answer: Out, input: In) => void;
  onRefused?: (error: unknown) => void;
}

/** A write from a form: what it makes stale is read again before the form closes. */
export function useWrite<In = void, Out = unknown>({ run, stale = [], done, onDone, onRefused }: Write<In, Out>) {
  const queries = useQueryClient();
  return useMutation<Out, unknown, In>({
    // Only the input: the library hands over more, which `run` could take for a parameter of its own.
    mutationFn: (input) => run(input),
    onSuccess: async (answer, input) => {
      await Promise.all(stale.map((queryKey) => queries.invalidateQueries({ queryKey })));
      const message = typeof done === "function" ? done(answer) : done;
      if (message) notifications.show({ message, color: "teal" });
      onDone?.(answer, input);
    },
    onError: (error) => {
      // A conflict says that the screen is out of date: it is read again, with the refusal beside it.
      if (problemOf(error).status === 409) for (const queryKey of stale) queries.invalidateQueries({ queryKey });
      onRefused?.(error);
    },
  });
}
