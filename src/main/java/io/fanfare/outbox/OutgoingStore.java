package io.fanfare.outbox;

import java.util.Optional;
import java.util.UUID;

/** The statements of a kind that the outbox asks for. */
public interface OutgoingStore<T extends OutgoingItem> {
    /** Without a lock, to know which gate to lock. */
    Optional<UUID> campaignOf(UUID id);

    /** {@code select … for update}. Only {@link Outbox} calls it, once it has the gate. */
    T lock(UUID id);
}
