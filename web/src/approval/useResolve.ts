import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { ReviewDetails } from "@/contract/types";
import { showProblem } from "@/ui/actions";
import { useWrite } from "@/ui/useWrite";

/** Ends the conversation below a comment. */
export function useResolve(review: ReviewDetails) {
  const write = useWrite<string>({
    run: (parent) =>
      take(
        api.POST("/api/approvals/{id}/comments", {
          params: { path: { id: review.id } },
          body: { text: "Resolved.", parent, resolve: true },
        }),
      ),
    stale: [keys.approvals],
    onRefused: showProblem,
  });
  return (parent: string) => write.mutate(parent);
}
