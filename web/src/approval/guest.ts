import { queryOptions } from "@tanstack/react-query";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { GuestItem, GuestReview, ReviewAnchor } from "@/contract/types";
import { useWrite } from "@/ui/useWrite";

/** What the link of a review shows; read again when the guest comes back to the page. */
export const guestQuery = (token: string) =>
  queryOptions({
    queryKey: [...keys.guest, token],
    queryFn: () => take(api.GET("/api/reviews/{token}", { params: { path: { token } } })),
    retry: false,
    refetchInterval: 60_000,
  });

/** A decision of a guest; without items, on all that wait for them. */
export interface GuestDecision {
  verdict: "approve" | "change";
  reason?: string;
  items?: GuestItem[];
}

export function useGuestDecision(token: string, review: GuestReview, name: string) {
  return useWrite({
    run: ({ verdict, reason, items }: GuestDecision) => {
      const params = { path: { token } };
      const chosen = items ? { items: items.map(({ kind, id, digest }) => ({ kind, id, digest })) } : {};
      const body = { digest: review.digest, ...(name.trim() && !review.member ? { name } : {}), ...chosen };
      return verdict === "approve"
        ? take(api.POST("/api/reviews/{token}/approve", { params, body }))
        : take(api.POST("/api/reviews/{token}/request-changes", { params, body: { ...body, reason } }));
    },
    stale: [[...keys.guest, token]],
    done: ({ state }) => (state === "open" ? "Saved. Thank you." : "Thank you. The team has been notified."),
  });
}

export function useGuestComment(token: string, name: string, onDone: () => void) {
  return useWrite({
    run: ({ text, anchor }: { text: string; anchor: ReviewAnchor }) =>
      take(
        api.POST("/api/reviews/{token}/comments", {
          params: { path: { token } },
          body: { text, anchor, ...(name.trim() ? { name } : {}) },
        }),
      ),
    stale: [[...keys.guest, token]],
    onDone,
  });
}

/** How a review ended, in the words for someone outside. */
export const endings: Record<string, { title: string; text: string }> = {
  approved: { title: "Approved", text: "Everything in this review is approved. Nothing more is needed from you." },
  changes_requested: {
    title: "Changes requested",
    text: "The team is working on the changes. You'll get a new link when there is something to look at.",
  },
  rejected: { title: "Not approved", text: "This version won't go out. You'll get a new link if there is another." },
  withdrawn: { title: "No longer needed", text: "The team withdrew this review. Nothing is needed from you." },
};
