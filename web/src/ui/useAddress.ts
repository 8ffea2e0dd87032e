import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback } from "react";

type Change<S> = (part: Partial<S>, options?: { keepHistory?: boolean }) => void;

/** The state of a page that lives in its address: filters, the page of a list, what is open. */
export function useAddress<S extends object>(): [S, Change<S>] {
  const search = useSearch({ strict: false } as never) as S;
  const navigate = useNavigate();
  const change: Change<S> = useCallback(
    (part, { keepHistory = false } = {}) => {
      navigate({ to: ".", search: ((old: S) => ({ ...old, ...part })) as never, replace: !keepHistory });
    },
    [navigate],
  );
  return [search, change];
}

/** The rows of a page of a list, as its address says. */
export function usePage(limit: number) {
  const [{ page }] = useAddress<{ page?: number }>();
  return { limit, offset: ((page ?? 1) - 1) * limit };
}
