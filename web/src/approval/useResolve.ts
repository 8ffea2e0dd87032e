import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { showProblem } from "@/ui/actions";
import { useWrite } from "@/ui/useWrite";

/** Ends the conversation below a comment of a review. */
export function useResolve() {
  const write = useWrite<{ review: string; comment: string }>({
    run: ({ review, comment }) =>
      take(
        api.POST("/api/approvals/{id}/comments", {
          params: { path: { id: review } },
          body: { text: "Resolved.", parent: comment, resolve: true },
        }),
      ),
    stale: [keys.approvals, keys.everyCampaign],
    onRefused: showProblem,
  });
  return (review: string, comment: string) => write.mutate({ review, comment });
}
