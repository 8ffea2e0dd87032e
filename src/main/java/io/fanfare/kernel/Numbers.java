package io.fanfare.kernel;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.module.SimpleModule;

/**
 * Numbers are returned exactly as they were sent, in typed and free-form values. One that is so large or so precise that
 * a client would read it as infinite or zero is refused with the name of its field.
 */
final class Numbers extends SimpleModule {
    private static final long serialVersionUID = 1;
    private static final int MOST_DIGITS = 300;

    Numbers() {
        super("fanfare-numbers");
        addDeserializer(BigDecimal.class, new Exact());
        addDeserializer(Number.class, new Free());
    }

    /** The number of the current token; an exponent that is out of bounds is refused. */
    private static BigDecimal exact(JsonParser parser) {
        var number = parser.getDecimalValue();
        if (number.scale() > MOST_DIGITS || (long) number.precision() - number.scale() > MOST_DIGITS)
            throw InvalidFormatException.from(
                    parser,
                    "has more than " + MOST_DIGITS + " digits before or after the point",
                    number,
                    BigDecimal.class);
        return number.scale() < 0 ? number.setScale(0) : number;
    }

    private static final class Exact extends StdDeserializer<BigDecimal> {
        Exact() {
            super(BigDecimal.class);
        }

        @Override
        public @Nullable BigDecimal deserialize(JsonParser parser, DeserializationContext context) {
            if (!parser.hasToken(JsonToken.VALUE_NUMBER_INT) && !parser.hasToken(JsonToken.VALUE_NUMBER_FLOAT))
                return (BigDecimal) context.handleUnexpectedToken(BigDecimal.class, parser);
            return exact(parser);
        }
    }

    /** A number of a free-form value: integers as parsed, others to the last digit. */
    private static final class Free extends StdDeserializer<Number> {
        Free() {
            super(Number.class);
        }

        @Override
        public @Nullable Number deserialize(JsonParser parser, DeserializationContext context) {
            if (parser.hasToken(JsonToken.VALUE_NUMBER_INT)) return parser.getNumberValue();
            if (!parser.hasToken(JsonToken.VALUE_NUMBER_FLOAT))
                return (Number) context.handleUnexpectedToken(Number.class, parser);
            return exact(parser);
        }
    }
}
