package io.fanfare.approval;

import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How soon a decision is needed (default: {@code normal}), a message to the reviewers, and who should review. Without
 * {@code to}, everyone who may decide is asked. {@code deadline} is when the decision is due (default: from the urgency, but before the next item of the campaign goes out).
 */
record ReviewRequest(
        Review.@Nullable Urgency urgency,
        @Nullable @Size(max = 5000) String message,
        @Nullable @Size(max = 100) List<UUID> to,
        @Nullable Instant deadline) {
    static final ReviewRequest EMPTY = new ReviewRequest(null, null, null, null);
}
