package io.fanfare.kernel;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The connections of the current workspace to services outside, as monitoring shows and tests them. A room with connections of a kind
 * implements it.
 */
public interface Connection {
    /** A connection. Its name is unique in the workspace and fit for a path, such as {@code smtp-0198f…}. */
    record Link(
            String name,
            String title,
            String kind,
            State state,
            @Nullable Test lastTest) {}

    enum State {
        OK,
        FAILING,
        UNTESTED,
        DISABLED
    }

    /** How a test went; {@code latencyMs} is missing where it was not measured. */
    record Test(boolean ok, Instant at, @Nullable Long latencyMs, String detail) {}

    /** How a test went that has just run. */
    record Outcome(boolean ok, String detail) {}

    /** In a transaction that reads. */
    List<Link> links();

    /** Tries it out and sends nothing that people get. Called outside a transaction; the caller measures and stores the result. */
    Outcome test(Link link);
}
