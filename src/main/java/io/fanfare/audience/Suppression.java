package io.fanfare.audience;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An address that gets no mailing any more, since when and why; {@code source} says what led to it. */
record Suppression(
        UUID id, String email, Reason reason, @Nullable String source, Instant at) {
    /** Who asked for it: the reader by a link, their mail server, the reader by a complaint, or somebody here. */
    public enum Reason {
        UNSUBSCRIBED,
        BOUNCED,
        COMPLAINED,
        MANUAL
    }
}
