package io.fanfare.approval;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A requested review of one scope. {@code digest} is of the items as they were when the review was requested;
 * {@code changed} says that they differ now.
 */
record Review(
        UUID id,
        UUID campaignId,
        Scope scope,
        Urgency urgency,
        @Nullable String message,
        List<UUID> reviewers,
        String digest,
        boolean changed,
        @Nullable UUID requestedBy,
        String requestedByName,
        Instant requestedAt,
        @Nullable Instant closedAt,
        @Nullable String outcome,
        @Nullable Instant deadline,
        @Nullable String closedBy,
        @Nullable Instant remindedAt,
        @Nullable Instant escalatedAt,
        String policy,
        int policyVersion,
        int stage,
        @Nullable Instant due) {

    /** The outcome of a review that was withdrawn, or ended because its campaign was archived or ended. */
    static final String WITHDRAWN = "withdrawn";

    /** How soon a decision is needed. */
    enum Urgency {
        LOW(Duration.ofDays(5), 2),
        NORMAL(Duration.ofDays(2), 1),
        HIGH(Duration.ofDays(1), 0.5),
        URGENT(Duration.ofHours(4), 0.25);

        private final Duration within;
        private final double factor;

        Urgency(Duration within, double factor) {
            this.within = within;
            this.factor = factor;
        }

        /** By how much it changes the working hours of a stage. */
        double factor() {
            return factor;
        }

        Instant deadline(Instant from) {
            return from.plus(within);
        }

        /** One step more urgent. */
        Urgency higher() {
            return switch (this) {
                case LOW -> NORMAL;
                case NORMAL -> HIGH;
                case HIGH, URGENT -> URGENT;
            };
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** {@code open}, or how it ended: {@code approved, rejected, changes_requested, withdrawn}. */
    String state() {
        return closedAt == null ? "open" : String.valueOf(outcome);
    }

    boolean overdue(Instant now) {
        return closedAt == null && deadline != null && deadline.isBefore(now);
    }
}
