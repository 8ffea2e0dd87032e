package io.fanfare.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Who approved a message, and which strategy version applied when it was sent. Later rooms answer. */
public interface Receipts {
    default List<Map<String, Object>> approvals(UUID gate, String itemKind, UUID itemId) {
        return List.of();
    }

    /** The person who confirmed that they published an item themselves. */
    default Optional<Confirmation> confirmation(String itemKind, UUID itemId) {
        return Optional.empty();
    }

    /** Who confirmed a publication. */
    record Confirmation(UUID personId, String name) {}

    /** The strategy version of the campaign that was in force at that time. */
    default Optional<Integer> strategyVersion(UUID campaign, Instant at) {
        return Optional.empty();
    }
}
