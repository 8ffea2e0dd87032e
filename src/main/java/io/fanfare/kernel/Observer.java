package io.fanfare.kernel;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Hears how requests, turns and timers ended; the room {@code ops} implements it. It is called for each of them, so it must be
 * quick and never throw.
 */
public interface Observer {
    /** A request for an operation was answered. */
    void answered(String operation, @Nullable UUID workspace, int status, long nanos);

    /** A turn of a lane ended. */
    void worked(String lane, long nanos);

    void failed(Failure failure);

    /** The figures of this node that every other node may know. */
    Map<String, Object> figures();

    /** The heartbeat of this node: stores what was collected since the one before. Called outside a transaction. */
    void beat();

    /**
     * Something that broke.
     *
     * @param operation the operation, the lane or the timer
     * @param traceId what the response and the log name it by
     */
    record Failure(@Nullable UUID workspace, String operation, Throwable thrown, String traceId) {}
}
