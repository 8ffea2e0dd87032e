package io.fanfare.audience;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An address to which no mailing is sent, since when and why; {@code source} is the cause. */
record Suppression(
        UUID id, String email, Reason reason, @Nullable String source, Instant at) {
    /** The reason: the reader unsubscribed, mail bounced, the reader complained, or a member suppressed it. */
    public enum Reason {
        UNSUBSCRIBED,
        BOUNCED,
        COMPLAINED,
        MANUAL
    }
}
