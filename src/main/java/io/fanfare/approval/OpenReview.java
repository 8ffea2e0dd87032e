package io.fanfare.approval;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A review that waits for a decision. */
public record OpenReview(
        UUID id,
        Scope scope,
        String urgency,
        String requestedBy,
        Instant requestedAt,
        @Nullable Instant deadline) {
    static OpenReview of(Review review) {
        return new OpenReview(
                review.id(),
                review.scope(),
                review.urgency().word(),
                review.requestedByName(),
                review.requestedAt(),
                review.deadline());
    }
}
