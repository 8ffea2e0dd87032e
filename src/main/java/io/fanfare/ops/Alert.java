package io.fanfare.ops;

import io.fanfare.kernel.Subject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that a rule has found.
 *
 * @param value the last value while it was open
 * @param since since when the value is beyond the threshold
 */
record Alert(
        UUID id,
        AlertMetric rule,
        String title,
        String fix,
        AlertMetric.Severity severity,
        double value,
        String unit,
        Instant since,
        AlertState state,
        @Nullable Instant acknowledgedAt,
        @Nullable String acknowledgedBy,
        @Nullable String note,
        @Nullable Instant resolvedAt,
        List<String> can) {

    /** {@code pending}: not yet for long enough, and not listed. */
    enum AlertState {
        PENDING,
        FIRING,
        ACKNOWLEDGED,
        RESOLVED
    }

    /** How it is stored. */
    record Row(
            UUID id,
            AlertMetric metric,
            AlertMetric.Severity severity,
            double value,
            Instant since,
            AlertState state,
            @Nullable Instant acknowledgedAt,
            @Nullable String acknowledgedBy,
            @Nullable String note,
            @Nullable Instant resolvedAt) {
        boolean pending() {
            return state == AlertState.PENDING;
        }

        Subject subject() {
            return new Subject("alert", id, metric.title(), null);
        }

        Alert shown() {
            return new Alert(
                    id,
                    metric,
                    metric.title(),
                    metric.fix(),
                    severity,
                    value,
                    metric.unit(),
                    since,
                    state,
                    acknowledgedAt,
                    acknowledgedBy,
                    note,
                    resolvedAt,
                    state == AlertState.FIRING ? List.of("acknowledgeAlert") : List.of());
        }
    }
}
