package io.fanfare.render.providers;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The status of a job at a service. */
public record RemoteStatus(
        @Nullable Integer percent, @Nullable Outcome outcome) {
    static RemoteStatus running(@Nullable Integer percent) {
        return new RemoteStatus(percent, null);
    }

    static RemoteStatus ended(Outcome outcome) {
        return new RemoteStatus(null, outcome);
    }

    /** The outcome; {@code files} are URLs that expire, so they are downloaded immediately. */
    public record Outcome(
            End end,
            List<String> files,
            @Nullable String code,
            @Nullable String message,
            Map<String, @Nullable Object> details) {
        /** How a job can end at a service. */
        public enum End {
            SUCCEEDED,
            FAILED,
            CANCELLED;

            public String word() {
                return name().toLowerCase(Locale.ROOT);
            }
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
