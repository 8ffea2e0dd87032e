package io.fanfare.planning;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A comment on a task. {@code parent} is the comment whose conversation it continues; only that one is resolved. One that was deleted
 * after others had answered it has no text.
 */
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
        @Nullable String resolvedBy,
        @Nullable Instant editedAt,
        @Nullable Instant deletedAt) {
    /** The comment that began the conversation. */
    UUID thread() {
        return parent == null ? id : parent;
    }

    boolean isOf(UUID person) {
        return person.equals(byId);
    }
}
