package io.fanfare.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One row of the ledger: one message to one target.
 *
 * @param was the state before the change that returned this row, null where it was only read
 */
public record Delivery(
        UUID id,
        String channel,
        Lane lane,
        String target,
        @Nullable String targetName,
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
        boolean revoked,
        Message.Excluded.@Nullable Cause exclusion,
        @Nullable State was) {

    /** The channel of what a person publishes; the target is the network. */
    public static final String BY_HAND = "hand";

    /** Single messages never wait behind bulk mail. */
    public enum Lane {
        SINGLE,
        BULK
    }

    /**
     * {@code planned → submitted → accepted → confirmed}. ({@code claimed} is no longer used.) Other outcomes: {@code captured} (stored by the built-in
     * mail capture, sent to no mail server), {@code handed_over} (a person publishes it and has not confirmed it yet), {@code unconfirmed} (it can't be determined whether it arrived), {@code failed},
     * {@code cancelled}, {@code excluded}.
     */
    public enum State {
        PLANNED,
        CLAIMED,
        SUBMITTED,
        ACCEPTED,
        CONFIRMED,
        CAPTURED,
        UNCONFIRMED,
        FAILED,
        CANCELLED,
        EXCLUDED,
        HANDED_OVER
    }

    /**
     * A message that a room plans to send. Only system mail, notifications, tests of mailings and events have no gate.
     *
     * @param target who receives it: an address, the id of an account, the slug of the newsroom
     * @param targetName the target as people know it, if that differs
     */
    public record Planned(
            UUID id,
            String channel,
            Lane lane,
            String target,
            @Nullable String targetName,
            String itemKind,
            UUID itemId,
            String itemDigest,
            @Nullable UUID campaignId,
            @Nullable UUID gate,
            Instant dueAt,
            @Nullable Map<String, Object> payload) {}

    /** The target as people know it. */
    String recipient() {
        return targetName == null ? target : targetName;
    }

    /** The channel on which readers see it: a post that a person publishes is on the network, not on the channel {@code hand}. */
    public String network() {
        return channel.equals(BY_HAND) ? target : channel;
    }

    /** The operations that are possible in this state. */
    List<String> moves() {
        return switch (state) {
            case PLANNED, CLAIMED -> List.of("cancelDelivery");
            case UNCONFIRMED -> List.of("checkDelivery", "resolveDelivery");
            case FAILED -> revoked ? List.of() : List.of("retryDelivery");
            case SUBMITTED, ACCEPTED -> List.of("checkDelivery");
            case CONFIRMED, CAPTURED, CANCELLED, EXCLUDED, HANDED_OVER -> List.of();
        };
    }
}
