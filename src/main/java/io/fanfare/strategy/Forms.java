package io.fanfare.strategy;

import io.fanfare.kernel.Json;
import io.fanfare.kernel.Refused;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.exc.InvalidFormatException;

/** Fields that have more than one form: refusals that name the field, and limits for free members. */
final class Forms {
    private static final int LONGEST = 20_000;
    private static final int DEEPEST = 6;

    private Forms() {}

    /** Reads a value that is a text or an object. */
    abstract static class TextOr<T> extends StdDeserializer<T> {
        private final Function<String, T> ofText;
        private final Class<? extends T> ofObject;
        private final String expected;

        TextOr(Class<T> type, Function<String, T> ofText, Class<? extends T> ofObject, String expected) {
            super(type);
            this.ofText = ofText;
            this.ofObject = ofObject;
            this.expected = expected;
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) {
            return switch (parser.currentToken()) {
                case VALUE_STRING -> ofText.apply(context.readValue(parser, String.class));
                case START_OBJECT -> context.readValue(parser, ofObject);
                default -> throw refused(parser, expected);
            };
        }
    }

    /** The value has none of the forms; the position of the parser gives the field. */
    static InvalidFormatException refused(JsonParser parser, String sentence) {
        return InvalidFormatException.from(parser, sentence, parser.currentToken(), String.class);
    }

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
