package io.fanfare.approval;

import io.fanfare.identity.StageRole;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A review in the list of a person. {@code state} is {@code open} or how it ended; {@code status} is that of its scope now. {@code changed} says that an item changed after the review was requested;
 * {@code ownWork} that the caller wrote some of it;
 * {@code digest} is the current one, as {@code approveScope} takes it.
 */
record WaitingReview(
        UUID reviewId,
        UUID campaignId,
        String campaignName,
        Scope scope,
        String state,
        String status,
        String digest,
        Review.Urgency urgency,
        @Nullable String message,
        String requestedBy,
        Instant requestedAt,
        @Nullable Instant deadline,
        boolean overdue,
        boolean changed,
        @Nullable Instant closedAt,
        List<ScopeApproval.ManifestItem> items,
        ScopeState.Count count,
        @Nullable CurrentStage stage,
        boolean ownWork,
        List<String> can) {

    /** The stage whose turn it is: the {@code position}th {@code of} all, from 1. */
    record CurrentStage(
            String name, int position, int of, @Nullable StageRole role) {}
}
