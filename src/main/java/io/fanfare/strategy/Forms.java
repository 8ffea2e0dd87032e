package io.fanfare.strategy;

import io.fanfare.kernel.Json;
import io.fanfare.kernel.Refused;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.exc.InvalidFormatException;

/** What may be written in more than one form: refusals that name the field, and bounds of what is free. */
final class Forms {
    private static final int LONGEST = 20_000;
    private static final int DEEPEST = 6;

    private Forms() {}

    /** None of the forms; the field is named by where the parser stands. */
    static InvalidFormatException refused(JsonParser parser, String sentence) {
        return InvalidFormatException.from(parser, sentence, parser.currentToken(), String.class);
    }

    /** Refuses free members that nobody would have written by hand. */
    static void bounded(String field, @Nullable Object free) {
        if (free == null) return;
        if (depth(free) > DEEPEST) throw Refused.invalid(field, "is nested more than " + DEEPEST + " deep");
        if (Json.of(free).text().length() > LONGEST)
            throw Refused.invalid(field, "holds more than " + LONGEST + " characters");
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
