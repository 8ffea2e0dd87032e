package io.fanfare.kernel;

import java.time.Instant;
import java.util.Optional;

/**
 * Work that waits in the ready table. A worker takes a workspace whose turn it is, enters it and calls {@link #work}
 * for one batch; the next workspace comes next, so none waits behind the heap of another.
 */
public interface Lane {
    String name();

    /** How many workspaces a node works on at once in this lane. */
    default int width() {
        return 2;
    }

    /** Works one batch outside a transaction, and says when to come back: now for more, later, or empty when nothing waits. */
    Optional<Instant> work();
}
