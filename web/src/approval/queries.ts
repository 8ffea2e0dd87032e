import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { ReviewDetails, Simulation } from "@/contract/types";
import type { ApprovalsSearch } from "./routes";

const reviewsOf = ["requested", "decided", "all"] as const;

export const waitingReviewsQuery = queryOptions({
  queryKey: [...keys.approvals, "waiting"],
  queryFn: () => take(api.GET("/api/approvals", { params: { query: { limit: 50 } } })),
});

/** A page of the reviews that wait for the person, or that they requested or decided. */
export function inboxQuery({ mine }: ApprovalsSearch, page: { limit: number; offset: number }) {
  const chosen = reviewsOf.find((each) => each === mine);
  const query = { ...page, ...(chosen ? { mine: chosen } : {}) };
  return queryOptions({
    queryKey: [...keys.approvals, "inbox", query],
    queryFn: () => take(api.GET("/api/approvals", { params: { query } })),
    placeholderData: keepPreviousData,
  });
}

/** Who approves for the person while they are away. */
export const delegationQuery = queryOptions({
  queryKey: [...keys.approvals, "delegation"],
  queryFn: () => take(api.GET("/api/approvals/delegation")),
});

export function approvalsQuery(campaignId: string) {
  return queryOptions({
    queryKey: keys.campaign(campaignId, "approvals"),
    queryFn: () => take(api.GET("/api/campaigns/{id}/approvals", { params: { path: { id: campaignId } } })),
  });
}

/**
 * A review, and the others of its campaign that are open or were requested with it: an item is read once and decided in all of
 * them, and what was decided stays in sight.
 */
export function reviewQuery(id: string) {
  return queryOptions({
    queryKey: [...keys.approvals, "review", id],
    queryFn: async () => {
      const main = await readReview(id);
      const { scopes } = await take(
        api.GET("/api/campaigns/{id}/approvals", { params: { path: { id: main.campaignId } } }),
      );
      const others = scopes.flatMap(({ scope, review }) =>
        review && scope !== main.scope && belongsTo(main, review) ? [review.id] : [],
      );
      return [main, ...(await Promise.all(others.map(readReview)))] as const;
    },
  });
}

const together = 60_000;

function belongsTo(main: ReviewDetails, { state, requestedAt }: Pick<ReviewDetails, "state" | "requestedAt">) {
  if (state === "withdrawn") return false;
  const apart = Math.abs(Date.parse(requestedAt) - Date.parse(main.requestedAt));
  return apart < together || (main.state === "open" && state === "open");
}

function readReview(id: string) {
  return take(api.GET("/api/approvals/{id}", { params: { path: { id } } }));
}

export function reviewHistoryQuery(id: string) {
  return queryOptions({
    queryKey: [...keys.approvals, id, "history"],
    queryFn: () => take(api.GET("/api/approvals/{id}/history", { params: { path: { id }, query: { limit: 200 } } })),
  });
}

/** How far the approval of an item as `kind:id` is, and what reviewers said about it; of a draft, that of its posts. */
export function feedbackQuery(campaignId: string, item: string) {
  return queryOptions({
    queryKey: keys.campaign(campaignId, "feedback", item),
    queryFn: () =>
      take(
        api.GET("/api/campaigns/{id}/approvals/feedback", { params: { path: { id: campaignId }, query: { item } } }),
      ),
  });
}

export const policiesQuery = queryOptions({
  queryKey: [...keys.approvals, "policies"],
  queryFn: () => take(api.GET("/api/approvals/policies")),
});

/** What a policy would ask of a campaign now; one that is not stored yet is tried in place of the simple one. */
export function simulationQuery(stored: string | undefined, body: Simulation) {
  return queryOptions({
    queryKey: [...keys.approvals, "simulation", stored, body],
    queryFn: () =>
      take(
        api.POST("/api/approvals/policies/{name}/simulate", { params: { path: { name: stored ?? "simple" } }, body }),
      ),
    placeholderData: keepPreviousData,
    retry: false,
  });
}
