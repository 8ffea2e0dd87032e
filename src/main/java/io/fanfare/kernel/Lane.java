package io.fanfare.kernel;

import java.time.Instant;
import java.util.Optional;

/**
 * A queue of work in the ready table. A worker takes a workspace that has work, enters it and calls {@link #work} for one
 * batch; then the next workspace has its turn, so none waits behind the backlog of another. A workspace has at most one
 * turn in a lane at a time, on all nodes together.
 */
public interface Lane {
    String name();

    /** How many workspaces a node works on at once in this lane. Wide where turns wait for other servers, narrow where they compute. */
    default int width() {
        return 4;
    }

    /** Works one batch outside a transaction. Returns when to come back: now for more, later, or empty when nothing waits. */
    Optional<Instant> work();

    /** Waits for what earlier turns started and did not wait for. Called before a drain returns, and at shutdown. */
    default void join() {}
}
