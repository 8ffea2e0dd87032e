package io.fanfare.audience;

import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Texts;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who belongs to a segment: {@code {all|any|not: [rules]}} around leaves {@code {field, op, value}}. {@code not} holds where
 * none of its rules does. Text is compared whatever its case; tags are compared as they are.
 */
sealed interface Rule {
    /** All of them hold. */
    record All(List<Rule> rules) implements Rule {}

    /** At least one holds. */
    record Any(List<Rule> rules) implements Rule {}

    /** None of them holds. */
    record None(List<Rule> rules) implements Rule {}

    /** One thing about a contact. {@code value} has been checked: text, number, boolean, instant, days or a list. */
    record Leaf(Field field, Op op, Object value) implements Rule {}

    /** What a leaf is about. */
    sealed interface Field {
        /** A column of texts. */
        record Text(String column) implements Field {}

        /** When the contact was made. */
        record Created() implements Field {}

        /** Its tags. */
        record Tags() implements Field {}

        /** One attribute by its name. */
        record Attribute(String name) implements Field {}

        /** What the contact did: how often, first and last. */
        record Event(String kind) implements Field {}
    }

    /** How it is compared. */
    enum Op {
        EQ,
        NE,
        CONTAINS,
        STARTS_WITH,
        ENDS_WITH,
        GT,
        GTE,
        LT,
        LTE,
        IN,
        EXISTS,
        BEFORE,
        AFTER,
        WITHIN_DAYS;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    int DEEPEST = 8;
    int MOST_LEAVES = 100;
    int MOST_VALUES = 1_000;
    int LONGEST_VALUE = 1_000;
    int MOST_DAYS = 36_500;

    /** Reads rules, or refuses with 400 that names {@code rules} and the place in them. */
    static Rule of(Map<String, @Nullable Object> rules) {
        return new Reader().rule(rules, "", 1);
    }

    /** Goes through the rules as they were sent; paths are written as {@code all[1].any[0].op}. */
    final class Reader {
        private static final Map<String, String> TEXTS = Map.of(
                "email", "email",
                "firstName", "first_name",
                "lastName", "last_name",
                "status", "status",
                "timeZone", "time_zone",
                "locale", "locale");
        private static final Set<String> EVENTS = Set.of("opened", "clicked", "bought", "visited");
        private static final Set<Op> OF_TEXT =
                EnumSet.of(Op.EQ, Op.NE, Op.CONTAINS, Op.STARTS_WITH, Op.ENDS_WITH, Op.IN, Op.EXISTS);
        private static final Set<Op> OF_DATE = EnumSet.of(Op.BEFORE, Op.AFTER, Op.WITHIN_DAYS, Op.EXISTS);
        private static final Set<Op> OF_TAGS = EnumSet.of(Op.CONTAINS, Op.EQ, Op.NE, Op.IN, Op.EXISTS);
        private static final Set<Op> OF_EVENT =
                EnumSet.of(Op.EXISTS, Op.WITHIN_DAYS, Op.BEFORE, Op.AFTER, Op.EQ, Op.NE, Op.GT, Op.GTE, Op.LT, Op.LTE);
        private static final String FIELDS =
                "email, firstName, lastName, status, createdAt, timeZone, locale, tags, attributes.<name>,"
                        + " event.opened, event.clicked, event.bought, event.visited";

        private int leaves;

        private Reader() {}

        private Rule rule(Map<?, ?> given, String path, int depth) {
            if (depth > DEEPEST) throw wrong(path, "is nested deeper than " + DEEPEST);
            var groups = given.keySet().stream()
                    .filter(key -> Set.of("all", "any", "not").contains(key))
                    .toList();
            if (groups.isEmpty()) return leaf(given, path);
            if (given.size() > 1) throw wrong(path, "holds one of all, any and not, and nothing beside it");
            String group = (String) groups.getFirst();
            String inside = path.isEmpty() ? group : path + "." + group;
            Object held = given.get(group);
            // One rule alone may stand without its brackets.
            List<?> members = held instanceof Map<?, ?> one ? List.of(one) : held instanceof List<?> many ? many : null;
            if (members == null) throw wrong(inside, "is a list of rules");
            var rules = new ArrayList<Rule>();
            for (int i = 0; i < members.size(); i++) {
                String place = inside + "[" + i + "]";
                if (!(members.get(i) instanceof Map<?, ?> member)) throw wrong(place, "is a rule: {field, op, value}");
                rules.add(rule(member, place, depth + 1));
            }
            return switch (group) {
                case "all" -> new All(rules);
                case "any" -> new Any(rules);
                default -> new None(rules);
            };
        }

        private Leaf leaf(Map<?, ?> given, String path) {
            if (++leaves > MOST_LEAVES) throw wrong(path, "is one too many: " + MOST_LEAVES + " at most");
            for (Object key : given.keySet())
                if (!Set.of("field", "op", "value").contains(key))
                    throw wrong(at(path, String.valueOf(key)), "is unknown; a rule is {field, op, value}");
            if (!(given.get("field") instanceof String name)) throw wrong(at(path, "field"), "is missing");
            var field = field(name, at(path, "field"));
            if (!(given.get("op") instanceof String word)) throw wrong(at(path, "op"), "is missing");
            var op = Arrays.stream(Op.values())
                    .filter(known -> known.text().equals(word))
                    .findFirst()
                    .orElseThrow(() -> wrong(at(path, "op"), "is unknown; known: " + words(EnumSet.allOf(Op.class))));
            var fitting = fitting(field);
            if (!fitting.contains(op))
                throw wrong(at(path, "op"), "does not fit " + name + "; fitting: " + words(fitting));
            return new Leaf(field, op, value(field, op, given.get("value"), at(path, "value")));
        }

        private static Field field(String name, String path) {
            if (TEXTS.containsKey(name)) return new Field.Text(String.valueOf(TEXTS.get(name)));
            if (name.equals("createdAt")) return new Field.Created();
            if (name.equals("tags")) return new Field.Tags();
            if (name.startsWith("event.") && EVENTS.contains(name.substring(6)))
                return new Field.Event(name.substring(6));
            boolean attribute = name.startsWith("attributes.") && name.length() > 11;
            if (attribute && name.length() <= 11 + ContactDetails.LONGEST_ATTRIBUTE_NAME)
                return new Field.Attribute(name.substring(11));
            throw wrong(path, "is unknown; known: " + FIELDS);
        }

        private static Set<Op> fitting(Field field) {
            return switch (field) {
                case Field.Text text -> OF_TEXT;
                case Field.Created created -> OF_DATE;
                case Field.Tags tags -> OF_TAGS;
                case Field.Attribute attribute -> EnumSet.allOf(Op.class);
                case Field.Event event -> OF_EVENT;
            };
        }

        private static String words(Set<Op> ops) {
            return ops.stream().map(Op::text).collect(Collectors.joining(", "));
        }

        private static Object value(Field field, Op op, @Nullable Object value, String path) {
            return switch (op) {
                case EXISTS -> {
                    if (value == null) yield true;
                    if (!(value instanceof Boolean)) throw wrong(path, "is true or false");
                    yield value;
                }
                case BEFORE, AFTER -> instant(value, path);
                case WITHIN_DAYS -> days(value, path);
                case GT, GTE, LT, LTE -> number(value, path);
                case CONTAINS, STARTS_WITH, ENDS_WITH -> text(field, value, path);
                case EQ, NE -> scalar(field, value, path);
                case IN -> {
                    if (!(value instanceof List<?> many) || many.isEmpty() || many.size() > MOST_VALUES)
                        throw wrong(path, "is a list of 1 to " + MOST_VALUES + " values");
                    var values = new ArrayList<Object>();
                    for (int i = 0; i < many.size(); i++) values.add(scalar(field, many.get(i), path + "[" + i + "]"));
                    yield values;
                }
            };
        }

        private static Object scalar(Field field, @Nullable Object value, String path) {
            if (field instanceof Field.Event) return number(value, path);
            boolean free = field instanceof Field.Attribute;
            if (free && value instanceof Number) return number(value, path);
            if (free && value instanceof Boolean) return value;
            return text(field, value, path);
        }

        private static String text(Field field, @Nullable Object value, String path) {
            if (!(value instanceof String text)) throw wrong(path, "is a text");
            if (text.isEmpty() || text.length() > LONGEST_VALUE)
                throw wrong(path, "has 1 to " + LONGEST_VALUE + " characters");
            boolean status = field instanceof Field.Text of && of.column().equals("status");
            if (status
                    && Arrays.stream(Contact.Status.values())
                            .noneMatch(known -> known.text().equals(text)))
                throw wrong(path, "must be active, unsubscribed, bounced, complained or suppressed");
            return text;
        }

        private static BigDecimal number(@Nullable Object value, String path) {
            if (!(value instanceof Number number)) throw wrong(path, "is a number");
            return new BigDecimal(number.toString());
        }

        private static Integer days(@Nullable Object value, String path) {
            if (!(value instanceof Integer days) || days < 1 || days > MOST_DAYS)
                throw wrong(path, "is a whole number of days from 1 to " + MOST_DAYS);
            return days;
        }

        private static Instant instant(@Nullable Object value, String path) {
            try {
                if (value instanceof String text) {
                    var instant = text.length() == 10
                            ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                            : OffsetDateTime.parse(text).toInstant();
                    int year = instant.atOffset(ZoneOffset.UTC).getYear();
                    if (year >= 1 && year <= 9999) return instant;
                }
            } catch (DateTimeException malformed) {
                // Refused below.
            }
            throw wrong(path, "is a date such as 2026-11-21 or a time with offset");
        }

        private static String at(String path, String member) {
            return path.isEmpty() ? member : path + "." + member;
        }

        private static Refused wrong(String path, String reason) {
            String shown = path.length() > 300 ? Texts.cut(path, 300) + "…" : path;
            return Refused.invalid("rules", shown.isEmpty() ? reason : shown + " " + reason);
        }
    }
}
