package io.fanfare.library;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tags of a query or form field, separated by commas. */
final class Tags {
    private Tags() {}

    static List<String> of(@Nullable String separated) {
        if (separated == null) return List.of();
        return Arrays.stream(separated.split(",", -1))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .distinct()
                .toList();
    }
}
