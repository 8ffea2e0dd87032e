package io.fanfare.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One row of the ledger: one thing to one target. */
public record Delivery(
        UUID id,
        String channel,
        Lane lane,
        String target,
        String itemKind,
        UUID itemId,
        String itemDigest,
        @Nullable UUID campaignId,
        @Nullable UUID gate,
        @Nullable Map<String, Object> payload,
        State state,
        @Nullable String reason,
        Instant dueAt,
        long fence,
        int attempts,
        @Nullable String provider,
        @Nullable String providerRef,
        @Nullable String bytesHash,
        @Nullable String manifestDigest,
        @Nullable Instant submittedAt,
        @Nullable Instant acceptedAt,
        @Nullable Instant confirmedAt,
        Instant createdAt,
        boolean revoked) {

    /** Single messages never wait behind a mailing to many. */
    public enum Lane {
        SINGLE,
        BULK
    }

    /**
     * {@code planned → claimed → submitted → accepted → confirmed}, or {@code unconfirmed} where nobody can tell whether
     * it arrived, {@code failed}, {@code cancelled}, {@code excluded}.
     */
    public enum State {
        PLANNED,
        CLAIMED,
        SUBMITTED,
        ACCEPTED,
        CONFIRMED,
        UNCONFIRMED,
        FAILED,
        CANCELLED,
        EXCLUDED
    }

    /** What a room plans to send. A null gate is only for letters of the house. */
    public record Planned(
            UUID id,
            String channel,
            Lane lane,
            String target,
            String itemKind,
            UUID itemId,
            String itemDigest,
            @Nullable UUID campaignId,
            @Nullable UUID gate,
            Instant dueAt,
            @Nullable Map<String, Object> payload) {}

    /** The operations that make sense in this state. */
    List<String> moves() {
        return switch (state) {
            case PLANNED, CLAIMED -> List.of("cancelDelivery");
            case UNCONFIRMED -> List.of("checkDelivery", "resolveDelivery");
            case FAILED -> revoked ? List.of() : List.of("retryDelivery");
            case SUBMITTED, ACCEPTED -> List.of("checkDelivery");
            case CONFIRMED, CANCELLED, EXCLUDED -> List.of();
        };
    }
}
