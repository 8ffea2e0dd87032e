package io.fanfare.analytics;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The valid values that a batch contained so far: thousands of its records have the same few, which are checked once. */
record MetricValues(
        Seen<UUID> ids,
        Seen<LocalDate> dates,
        Seen<String> channels,
        Seen<String> sources,
        Seen<String> entities,
        Seen<String> currencies) {

    /** Stores nothing: for a record by itself. */
    static final MetricValues NONE = upTo(0);

    private static final int MOST = 5_000;

    static MetricValues ofBatch() {
        return upTo(MOST);
    }

    private static MetricValues upTo(int most) {
        return new MetricValues(
                new Seen<>(most),
                new Seen<>(most),
                new Seen<>(most),
                new Seen<>(most),
                new Seen<>(most),
                new Seen<>(most));
    }

    /** Reads a text; null for an invalid one. */
    interface Reading<T> {
        @Nullable
        T of(String text);
    }

    /** Values of one column by their texts. */
    static final class Seen<T> {
        private final Map<String, T> values = new HashMap<>();
        private final int most;

        private Seen(int most) {
            this.most = most;
        }

        /** The value of a text; an invalid one is read and reported each time. */
        @Nullable
        T get(String text, Reading<T> read) {
            var known = values.get(text);
            if (known != null) return known;
            var value = read.of(text);
            if (value != null && values.size() < most) values.put(text, value);
            return value;
        }
    }
}
