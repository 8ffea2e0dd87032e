package io.fanfare.integration;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What came of a call. {@code text} and {@code structured} are what the tool returned: data from outside. {@code done}: the tool answered;
 * {@code failed}: it answered with an error; {@code not_sent}: it surely did nothing, {@code pause} is how long the server asks to wait;
 * {@code unconfirmed}: its answer was lost.
 */
record ToolCall(
        UUID id,
        State state,
        int ms,
        String text,
        @Nullable Object structured,
        @Nullable String detail,
        @Nullable Duration pause) {
    enum State {
        DONE,
        FAILED,
        NOT_SENT,
        UNCONFIRMED
    }

    /** An entry of the log. */
    record Entry(
            UUID id,
            String tool,
            String by,
            Map<String, @Nullable Object> arguments,
            State state,
            @Nullable Integer ms,
            String text,
            @Nullable Object structured,
            @Nullable String detail,
            Instant at) {}
}
