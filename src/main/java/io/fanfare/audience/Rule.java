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
 * The rules of a segment: {@code {all|any|not: [rules]}} around leaves {@code {field, op, value}}. {@code not}
 * matches if none of its rules does. Text is compared without case, tags exactly.
 */
sealed interface Rule {
    record All(List<Rule> rules) implements Rule {}

    record Any(List<Rule> rules) implements Rule {}

    record Not(List<Rule> rules) implements Rule {}

    /** A condition on one field. {@code value} has been validated: text, number, boolean, instant, days or a list. */
    record Leaf(Field field, Op op, Object value) implements Rule {}

    /** The field of a condition. */
    sealed interface Field {
        /** A text column. */
        record Text(String column) implements Field {}

        /** The time of creation. */
        record Created() implements Field {}

        record Tags() implements Field {}

        record Attribute(String name) implements Field {}

        /** The number, first and last time of events of a kind. */
        record Event(String kind) implements Field {}
    }

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

    int MAX_DEPTH = 8;
    int MAX_LEAVES = 100;
    int MAX_VALUES = 1_000;
    int MAX_VALUE_LENGTH = 1_000;
    int MAX_DAYS = 36_500;

    /** Reads rules; a 400 names {@code rules} and the place of the mistake. */
    static Rule of(Map<String, @Nullable Object> rules) {
        return new Reader().rule(rules, "", 1);
    }

    /** Validates rules as they were sent; paths are written as {@code all[1].any[0].op}. */
    final class Reader {
        private static final Map<String, String> TEXTS = Map.of(
                "email", "email",
                "firstName", "first_name",
                "lastName", "last_name",
                "status", "status",
                "timeZone", "time_zone",
                "locale", "locale");
        private static final Set<String> EVENTS = Set.of("opened", "clicked", "bought", "visited");
        private static final Set<Op> TEXT_OPERATORS =
                EnumSet.of(Op.EQ, Op.NE, Op.CONTAINS, Op.STARTS_WITH, Op.ENDS_WITH, Op.IN, Op.EXISTS);
        private static final Set<Op> DATE_OPERATORS = EnumSet.of(Op.BEFORE, Op.AFTER, Op.WITHIN_DAYS, Op.EXISTS);
        private static final Set<Op> TAG_OPERATORS = EnumSet.of(Op.CONTAINS, Op.EQ, Op.NE, Op.IN, Op.EXISTS);
        private static final Set<Op> EVENT_OPERATORS =
                EnumSet.of(Op.EXISTS, Op.WITHIN_DAYS, Op.BEFORE, Op.AFTER, Op.EQ, Op.NE, Op.GT, Op.GTE, Op.LT, Op.LTE);
        private static final String FIELDS =
                "email, firstName, lastName, status, createdAt, timeZone, locale, tags, attributes.<name>,"
                        + " event.opened, event.clicked, event.bought, event.visited";

        private int leaves;

        private Reader() {}

        private Rule rule(Map<?, ?> json, String path, int depth) {
            if (depth > MAX_DEPTH) throw refused(path, "must be nested at most " + MAX_DEPTH + " deep");
            var groups = json.keySet().stream()
                    .filter(key -> Set.of("all", "any", "not").contains(key))
                    .toList();
            if (groups.isEmpty()) return leaf(json, path);
            if (json.size() > 1) throw refused(path, "must contain exactly one of all, any and not");
            String group = (String) groups.getFirst();
            String inside = path.isEmpty() ? group : path + "." + group;
            Object value = json.get(group);
            // A single rule is accepted without a list.
            List<?> members =
                    value instanceof Map<?, ?> one ? List.of(one) : value instanceof List<?> many ? many : null;
            if (members == null) throw refused(inside, "must be a list of rules");
            var rules = new ArrayList<Rule>();
            for (int i = 0; i < members.size(); i++) {
                String place = inside + "[" + i + "]";
                if (!(members.get(i) instanceof Map<?, ?> member))
                    throw refused(place, "must be a rule: {field, op, value}");
                rules.add(rule(member, place, depth + 1));
            }
            return switch (group) {
                case "all" -> new All(rules);
                case "any" -> new Any(rules);
                default -> new Not(rules);
            };
        }

        private Leaf leaf(Map<?, ?> json, String path) {
            if (++leaves > MAX_LEAVES) throw refused(path, "exceeds the limit of " + MAX_LEAVES + " conditions");
            for (Object key : json.keySet())
                if (!Set.of("field", "op", "value").contains(key))
                    throw refused(at(path, String.valueOf(key)), "is unknown; a rule is {field, op, value}");
            if (!(json.get("field") instanceof String name)) throw refused(at(path, "field"), "is required");
            var field = field(name, at(path, "field"));
            if (!(json.get("op") instanceof String word)) throw refused(at(path, "op"), "is required");
            var op = Arrays.stream(Op.values())
                    .filter(known -> known.text().equals(word))
                    .findFirst()
                    .orElseThrow(
                            () -> refused(at(path, "op"), "is unknown; allowed: " + words(EnumSet.allOf(Op.class))));
            var operators = operators(field);
            if (!operators.contains(op))
                throw refused(at(path, "op"), "is not allowed for " + name + "; allowed: " + words(operators));
            return new Leaf(field, op, value(field, op, json.get("value"), at(path, "value")));
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
            throw refused(path, "is unknown; allowed: " + FIELDS);
        }

        private static Set<Op> operators(Field field) {
            return switch (field) {
                case Field.Text text -> TEXT_OPERATORS;
                case Field.Created created -> DATE_OPERATORS;
                case Field.Tags tags -> TAG_OPERATORS;
                case Field.Attribute attribute -> EnumSet.allOf(Op.class);
                case Field.Event event -> EVENT_OPERATORS;
            };
        }

        private static String words(Set<Op> ops) {
            return ops.stream().map(Op::text).collect(Collectors.joining(", "));
        }

        private static Object value(Field field, Op op, @Nullable Object value, String path) {
            return switch (op) {
                case EXISTS -> {
                    if (value == null) yield true;
                    if (!(value instanceof Boolean)) throw refused(path, "must be true or false");
                    yield value;
                }
                case BEFORE, AFTER -> instant(value, path);
                case WITHIN_DAYS -> days(value, path);
                case GT, GTE, LT, LTE -> number(value, path);
                case CONTAINS, STARTS_WITH, ENDS_WITH -> text(field, value, path);
                case EQ, NE -> scalar(field, value, path);
                case IN -> {
                    if (!(value instanceof List<?> many) || many.isEmpty() || many.size() > MAX_VALUES)
                        throw refused(path, "must be a list of 1 to " + MAX_VALUES + " values");
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
            if (!(value instanceof String text)) throw refused(path, "must be a text");
            if (text.isEmpty() || text.length() > MAX_VALUE_LENGTH)
                throw refused(path, "must have 1 to " + MAX_VALUE_LENGTH + " characters");
            boolean status = field instanceof Field.Text of && of.column().equals("status");
            if (status
                    && Arrays.stream(Contact.Status.values())
                            .noneMatch(known -> known.text().equals(text)))
                throw refused(path, "must be active, unsubscribed, bounced, complained or suppressed");
            return text;
        }

        private static BigDecimal number(@Nullable Object value, String path) {
            if (!(value instanceof Number number)) throw refused(path, "must be a number");
            return new BigDecimal(number.toString());
        }

        private static Integer days(@Nullable Object value, String path) {
            if (!(value instanceof Integer days) || days < 1 || days > MAX_DAYS)
                throw refused(path, "must be a whole number of days from 1 to " + MAX_DAYS);
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
            throw refused(path, "must be a date, e.g. 2026-11-21, or a time with an offset");
        }

        private static String at(String path, String member) {
            return path.isEmpty() ? member : path + "." + member;
        }

        private static Refused refused(String path, String reason) {
            String place = path.length() > 300 ? Texts.cut(path, 300) + "…" : path;
            return Refused.invalid("rules", place.isEmpty() ? reason : place + " " + reason);
        }
    }
}
