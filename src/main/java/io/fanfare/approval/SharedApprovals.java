package io.fanfare.approval;

import io.fanfare.approval.GuestReviews.GuestApproval;
import io.fanfare.approval.ItemDecisions.Part;
import io.fanfare.approval.MarkStore.Verdict;
import java.util.List;
import org.springframework.stereotype.Component;

/** Approvals by a link or a button: of exactly what it showed. */
@Component
class SharedApprovals {
    private final Reviews reviews;
    private final Manifest manifest;
    private final Deciders deciders;
    private final ItemDecisions items;

    SharedApprovals(Reviews reviews, Manifest manifest, Deciders deciders, ItemDecisions items) {
        this.reviews = reviews;
        this.manifest = manifest;
        this.deciders = deciders;
        this.items = items;
    }

    /** Repeating it changes nothing. Refuses what changed since it was shown, and a closed review. */
    void approve(ReviewShare share, GuestApproval request) {
        var review = reviews.get(share.reviewId());
        var state = manifest.hold(review);
        Decisions.requireCurrent(state, request.digest());
        var open = deciders.open(state);
        boolean waits = open.items().stream().anyMatch(item -> open.mayApprove(share.id(), item));
        if (request.items() != null)
            items.decide(List.of(new Part(review, state, request.items())), Verdict.APPROVED, request.comment());
        else if (waits || !decided(share, open)) items.approve(state, request.comment(), request.digest());
        manifest.refresh(review.campaignId());
    }

    /** Whether the guest has approved everything in this version. */
    private static boolean decided(ReviewShare share, OpenItems open) {
        return !open.verdicts().shown().isEmpty()
                && open.verdicts().shown().stream()
                        .allMatch(item -> open.verdicts().marks().getOrDefault(item.key(), List.of()).stream()
                                .anyMatch(mark -> share.id().equals(mark.decidedBy())));
    }
}
