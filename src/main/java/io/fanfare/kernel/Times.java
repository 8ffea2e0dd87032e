package io.fanfare.kernel;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.module.SimpleModule;

/**
 * Times and dates are texts of ISO 8601 in the years 1 to 9999: a number is not accepted, and what the database
 * can't store is refused with the name of its field. Times that an operation reads itself are limited to the years that people mean.
 */
public final class Times extends SimpleModule {
    private static final long serialVersionUID = 1;
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2300;
    private static final Iso<Instant> INSTANT = new Iso<>(
            Instant.class, text -> OffsetDateTime.parse(text).toInstant(), instant -> instant.atOffset(ZoneOffset.UTC)
                    .getYear());
    private static final Iso<LocalDate> DATE = new Iso<>(LocalDate.class, LocalDate::parse, LocalDate::getYear);

    Times() {
        super("fanfare-times");
        addDeserializer(Instant.class, INSTANT);
        addDeserializer(
                OffsetDateTime.class, new Iso<>(OffsetDateTime.class, OffsetDateTime::parse, OffsetDateTime::getYear));
        addDeserializer(LocalDate.class, DATE);
    }

    /** A time with an offset, or 400 that names the field. */
    public static Instant instant(String field, String text) {
        try {
            return inRange(field, offset(text));
        } catch (DateTimeException malformed) {
            throw Refused.invalid(field, "must be a time with an offset, e.g. 2026-11-24T12:05:00+01:00");
        }
    }

    /** A time with an offset, or the start of a day in a zone; otherwise 400 that names the field. */
    public static Instant instantOrDay(String field, String text, ZoneId zone) {
        try {
            return inRange(
                    field,
                    text.length() == 10
                            ? LocalDate.parse(text).atStartOfDay(zone).toOffsetDateTime()
                            : offset(text));
        } catch (DateTimeException malformed) {
            throw Refused.invalid(field, "must be a date, e.g. 2026-11-21, or a time with an offset");
        }
    }

    /** A plus in a query is a space unless it is encoded. */
    private static OffsetDateTime offset(String text) {
        return OffsetDateTime.parse(text.replace(' ', '+'));
    }

    private static Instant inRange(String field, OffsetDateTime time) {
        if (time.getYear() < FIRST_YEAR || time.getYear() > LAST_YEAR)
            throw Refused.invalid(field, "must be between the years " + FIRST_YEAR + " and " + LAST_YEAR);
        return time.toInstant();
    }

    /** A time in a path or query. */
    static Instant instant(String text) {
        return INSTANT.read(text);
    }

    /** A date in a path or query. */
    static LocalDate date(String text) {
        return DATE.read(text);
    }

    private static final class Iso<T> extends StdDeserializer<T> {
        private final Function<String, T> parse;
        private final ToIntFunction<T> year;

        Iso(Class<T> type, Function<String, T> parse, ToIntFunction<T> year) {
            super(type);
            this.parse = parse;
            this.year = year;
        }

        @Override
        @SuppressWarnings("unchecked")
        public @Nullable T deserialize(JsonParser parser, DeserializationContext context) {
            if (!parser.hasToken(JsonToken.VALUE_STRING))
                return (T) context.handleUnexpectedToken(handledType(), parser);
            String text = parser.getString();
            try {
                return read(text);
            } catch (DateTimeException malformed) {
                throw InvalidFormatException.from(parser, "no time", text, handledType());
            }
        }

        T read(String text) {
            T time = parse.apply(text);
            if (year.applyAsInt(time) < 1 || year.applyAsInt(time) > 9999)
                throw new DateTimeException("the year must have four digits");
            return time;
        }
    }
}
