package io.fanfare.social;

import io.fanfare.creative.Platform;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An account on a platform, as the workspace has connected it. {@code needs_reconnect}: the platform refuses what it was
 * connected with, {@code reason} says how; nothing leaves by it until it is connected again. {@code planned} is how many
 * posts wait for it. {@code limits} are those that its server states itself.
 */
public record Account(
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

    /** Whether posts can leave by it. */
    public enum Status {
        CONNECTED,
        NEEDS_RECONNECT,
        DISCONNECTED
    }

    public boolean connected() {
        return status == Status.CONNECTED;
    }

    Account with(List<String> permitted) {
        return new Account(
                id,
                platform,
                service,
                remoteId,
                handle,
                name,
                status,
                reason,
                limits,
                planned,
                connectedAt,
                checkedAt,
                permitted);
    }
}
