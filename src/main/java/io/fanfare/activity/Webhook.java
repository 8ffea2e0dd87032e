package io.fanfare.activity;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An address that events of the workspace are sent to.
 *
 * @param events what it gets: types such as {@code campaign.launched}, {@code campaign.*} or {@code *}
 * @param failingSince since when each attempt has failed
 * @param reason why Fanfare disabled it, or why the last attempt failed
 * @param oldSecretUntil until when messages are also signed with the secret before the present one
 */
record Webhook(
        UUID id,
        String url,
        List<String> events,
        boolean active,
        State state,
        @Nullable Instant failingSince,
        @Nullable String reason,
        @Nullable Instant oldSecretUntil,
        int version,
        UUID createdBy,
        Instant createdAt,
        List<String> can) {

    /** {@code failing}: since the last success each attempt has failed. {@code disabled}: it gets nothing. */
    enum State {
        ACTIVE,
        FAILING,
        DISABLED
    }

    /** How a webhook is stored; its secrets are sealed. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Row(
            UUID id,
            String url,
            List<String> events,
            boolean active,
            byte[] secret,
            byte @Nullable [] oldSecret,
            @Nullable Instant oldSecretUntil,
            @Nullable Instant failingSince,
            @Nullable String reason,
            int version,
            UUID createdBy,
            Instant createdAt) {
        State state() {
            if (!active) return State.DISABLED;
            return failingSince == null ? State.ACTIVE : State.FAILING;
        }

        Webhook shown(List<String> can, Instant now) {
            boolean rotating = oldSecretUntil != null && oldSecretUntil.isAfter(now);
            return new Webhook(
                    id,
                    url,
                    events,
                    active,
                    state(),
                    failingSince,
                    reason,
                    rotating ? oldSecretUntil : null,
                    version,
                    createdBy,
                    createdAt,
                    can);
        }
    }

    /** How far an event has got. {@code pending}: it waits, also between attempts. {@code cancelled}: the webhook was disabled before. */
    enum Delivered {
        PENDING,
        DELIVERED,
        FAILED,
        CANCELLED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
