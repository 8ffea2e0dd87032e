package io.fanfare.planning;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A comment on a task. {@code parent} is the comment whose conversation it continues; only that one is resolved. */
record TaskComment(
        UUID id,
        UUID taskId,
        @Nullable UUID parent,
        String text,
        List<UUID> mentions,
        @Nullable UUID byId,
        String byName,
        Instant at,
        @Nullable Instant resolvedAt,
        @Nullable String resolvedBy) {
    /** The comment that began the conversation. */
    UUID thread() {
        return parent == null ? id : parent;
    }
}
