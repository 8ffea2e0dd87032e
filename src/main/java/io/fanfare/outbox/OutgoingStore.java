package io.fanfare.outbox;

import java.util.Optional;
import java.util.UUID;

/** The SQL of a kind that the outbox needs. */
public interface OutgoingStore<T extends OutgoingItem> {
    /** Reads the campaign without a lock, to lock its gate first. */
    Optional<UUID> campaignOf(UUID id);

    /** {@code select … for update}. Called only by {@link Outbox}, after it has locked the gate. */
    T lock(UUID id);
}
