package io.fanfare.strategy;

import io.fanfare.kernel.Json;
import io.fanfare.kernel.Refused;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Limits for free members of fields that have more than one form. */
final class Forms {
    private static final int LONGEST = 20_000;
    private static final int DEEPEST = 6;

    private Forms() {}

    /** Refuses free members that are too deep or too long. */
    static void bounded(String field, @Nullable Object free) {
        if (free == null) return;
        if (depth(free) > DEEPEST) throw Refused.invalid(field, "must be nested at most " + DEEPEST + " deep");
        if (Json.of(free).text().length() > LONGEST)
            throw Refused.invalid(field, "must have at most " + LONGEST + " characters");
    }

    private static int depth(@Nullable Object value) {
        Collection<?> inner =
                switch (value) {
                    case Map<?, ?> members -> members.values();
                    case Collection<?> items -> items;
                    case null, default -> null;
                };
        if (inner == null) return 0;
        return 1 + inner.stream().mapToInt(Forms::depth).max().orElse(0);
    }
}
