package io.fanfare.social;

import io.fanfare.creative.Platform;
import io.fanfare.kernel.Records;
import io.fanfare.kernel.Subject;
import io.fanfare.social.platforms.Limits;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A connected account on a platform. {@code needs_reconnect}: the platform no longer accepts its token or password ({@code
 * reason}), and nothing is published until it is reconnected. {@code planned} is the number of scheduled posts that wait for
 * it. {@code limits} are those that its server states.
 */
record Account(
        UUID id,
        Platform platform,
        String service,
        String remoteId,
        String handle,
        @Nullable String name,
        Status status,
        @Nullable String reason,
        Limits limits,
        int planned,
        Instant connectedAt,
        Instant checkedAt,
        List<String> can) {

    static final String KIND = "account";

    /** Whether posts can be published with the account. */
    public enum Status {
        CONNECTED,
        NEEDS_RECONNECT,
        DISCONNECTED
    }

    public boolean connected() {
        return status == Status.CONNECTED;
    }

    Subject subject() {
        return Subject.of(KIND, id, platform.word() + " " + handle);
    }

    Account with(List<String> permitted) {
        return Records.with(this, "can", permitted);
    }
}
