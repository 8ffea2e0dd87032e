package io.fanfare.render.providers;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a service says that a job stands. */
public record Standing(
        @Nullable Integer percent,
        List<String> said,
        @Nullable Outcome outcome) {
    static Standing underWay(@Nullable Integer percent) {
        return new Standing(percent, List.of(), null);
    }

    static Standing over(Outcome outcome) {
        return new Standing(null, List.of(), outcome);
    }

    /** How it ended; {@code files} are addresses that expire, so they are fetched at once. */
    public record Outcome(
            End end,
            List<String> files,
            @Nullable String code,
            @Nullable String message,
            Map<String, @Nullable Object> details) {
        /** How a job can end elsewhere. */
        public enum End {
            SUCCEEDED,
            FAILED,
            CANCELLED
        }

        static Outcome succeeded(List<String> files) {
            return new Outcome(End.SUCCEEDED, files, null, null, Map.of());
        }

        static Outcome failed(String code, String message, Map<String, @Nullable Object> details) {
            return new Outcome(End.FAILED, List.of(), code, message, details);
        }

        static Outcome cancelled(String message) {
            return new Outcome(End.CANCELLED, List.of(), "cancelled_by_provider", message, Map.of());
        }
    }
}
