package io.fanfare.audience;

import io.fanfare.audience.Rule.Field;
import io.fanfare.audience.Rule.Op;
import io.fanfare.kernel.Sql;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Rules as a condition on {@code audience_contact c}. All values are bound; only the names of our own columns are
 * written into the statement. A leaf is true or false and never null, so {@code not} is exact.
 */
final class RuleSql {
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final TreeSet<String> events = new TreeSet<>();

    /** The condition of a rule. Several can be compiled into one statement. */
    String where(Rule rule) {
        return switch (rule) {
            case Rule.All(var rules) -> joined(rules, " and ", "true");
            case Rule.Any(var rules) -> joined(rules, " or ", "false");
            case Rule.Not(var rules) -> "not " + joined(rules, " or ", "false");
            case Rule.Leaf(Field.Text(var column), var op, var value)
            when column.equals("status") && op == Op.EQ -> "c.status = " + bind(value);
            case Rule.Leaf(Field.Text(var column), var op, var value) -> text("c." + column, op, value);
            case Rule.Leaf(Field.Created(), var op, var value) -> date("c.created_at", op, value);
            case Rule.Leaf(Field.Tags(), var op, var value) -> tags(op, value);
            case Rule.Leaf(Field.Attribute(var name), var op, var value) -> attribute(bind(name), op, value);
            case Rule.Leaf(Field.Event(var kind), var op, var value) -> event(kind, op, value);
        };
    }

    private String joined(List<Rule> rules, String between, String none) {
        if (rules.isEmpty()) return "(" + none + ")";
        return rules.stream().map(this::where).collect(Collectors.joining(between, "(", ")"));
    }

    /** The joins that the conditions need: one row for each kind of event. */
    String joins() {
        return events.stream()
                .map(kind ->
                        " left join audience_tally t_" + kind + " on t_" + kind + ".workspace_id = :workspace and t_"
                                + kind + ".contact_id = c.id and t_" + kind + ".kind = '" + kind + "'")
                .collect(Collectors.joining());
    }

    Sql.Statement bound(Sql.Statement statement) {
        values.forEach((name, value) -> {
            if (value instanceof Collection<?> many)
                statement.array(name, many.iterator().next() instanceof BigDecimal ? "numeric" : "text", many);
            else statement.bind(name, value);
        });
        return statement;
    }

    private String bind(Object value) {
        String name = "r" + values.size();
        values.put(name, value);
        return ":" + name;
    }

    private String text(String column, Op op, Object value) {
        return switch (op) {
            case EQ -> "coalesce(lower(" + column + ") = lower(" + bind(value) + "), false)";
            case NE -> "coalesce(lower(" + column + ") <> lower(" + bind(value) + "), true)";
            case CONTAINS -> "coalesce(position(lower(" + bind(value) + ") in lower(" + column + ")) > 0, false)";
            case STARTS_WITH -> "coalesce(starts_with(lower(" + column + "), lower(" + bind(value) + ")), false)";
            case ENDS_WITH -> {
                String name = bind(value);
                yield "coalesce(right(lower(" + column + "), length(lower(" + name + "))) = lower(" + name
                        + "), false)";
            }
            case IN -> "coalesce(lower(" + column + ") in (select lower(v) from unnest(" + bind(value) + ") v), false)";
            case EXISTS -> "(" + column + " is not null) = " + value;
            case GT, GTE, LT, LTE, BEFORE, AFTER, WITHIN_DAYS -> throw unfit(op);
        };
    }

    private String date(String column, Op op, Object value) {
        return switch (op) {
            case BEFORE -> "coalesce(" + column + " < " + bind((Instant) value) + ", false)";
            case AFTER -> "coalesce(" + column + " > " + bind((Instant) value) + ", false)";
            case WITHIN_DAYS ->
                // As a sub-select, the time is evaluated once and not for each contact.
                "coalesce(" + column + " between (select fanfare_now() - make_interval(hours => 24 * "
                        + bind((Integer) value) + ")) and (select fanfare_now()), false)";
            case EXISTS -> "(" + column + " is not null) = " + value;
            case EQ, NE, CONTAINS, STARTS_WITH, ENDS_WITH, GT, GTE, LT, LTE, IN -> throw unfit(op);
        };
    }

    private String tags(Op op, Object value) {
        return switch (op) {
            case EQ, CONTAINS -> bind(value) + " = any(c.tags)";
            case NE -> "not " + bind(value) + " = any(c.tags)";
            case IN -> "c.tags && " + bind(value);
            case EXISTS -> "(cardinality(c.tags) > 0) = " + value;
            case STARTS_WITH, ENDS_WITH, GT, GTE, LT, LTE, BEFORE, AFTER, WITHIN_DAYS -> throw unfit(op);
        };
    }

    private String attribute(String name, Op op, Object value) {
        String json = "(c.attributes -> " + name + ")";
        String text = "(c.attributes ->> " + name + ")";
        return switch (op) {
            case EQ -> equal(name, value);
            case NE -> "not " + equal(name, value);
            case CONTAINS, STARTS_WITH, ENDS_WITH -> text(text, op, value);
            case GT, GTE, LT, LTE ->
                "coalesce(audience_number(" + json + ") " + sign(op) + " " + bind(value) + ", false)";
            case IN -> in(name, (List<?>) value);
            case EXISTS -> "(coalesce(jsonb_typeof(" + json + "), 'null') <> 'null') = " + value;
            case BEFORE, AFTER, WITHIN_DAYS -> date("audience_time(" + json + ")", op, value);
        };
    }

    private String equal(String name, Object value) {
        if (value instanceof BigDecimal)
            return "coalesce(audience_number(c.attributes -> " + name + ") = " + bind(value) + ", false)";
        return text("(c.attributes ->> " + name + ")", Op.EQ, value.toString());
    }

    private String in(String name, List<?> values) {
        var numbers = values.stream().filter(BigDecimal.class::isInstance).toList();
        var texts = values.stream()
                .filter(value -> !(value instanceof BigDecimal))
                .map(Object::toString)
                .toList();
        String numeric = numbers.isEmpty()
                ? "false"
                : "coalesce(audience_number(c.attributes -> " + name + ") = any(" + bind(numbers) + "), false)";
        String textual = texts.isEmpty() ? "false" : text("(c.attributes ->> " + name + ")", Op.IN, texts);
        return "(" + numeric + " or " + textual + ")";
    }

    private String event(String kind, Op op, Object value) {
        events.add(kind);
        String tally = "t_" + kind;
        return switch (op) {
            case EXISTS -> "(" + tally + ".n is not null) = " + value;
            case EQ, NE, GT, GTE, LT, LTE -> "coalesce(" + tally + ".n, 0) " + sign(op) + " " + bind(value);
            case WITHIN_DAYS, AFTER -> date(tally + ".last_at", op, value);
            case BEFORE -> date(tally + ".first_at", op, value);
            case CONTAINS, STARTS_WITH, ENDS_WITH, IN -> throw unfit(op);
        };
    }

    private static String sign(Op op) {
        return switch (op) {
            case EQ -> "=";
            case NE -> "<>";
            case GT -> ">";
            case GTE -> ">=";
            case LT -> "<";
            case LTE -> "<=";
            case CONTAINS, STARTS_WITH, ENDS_WITH, IN, EXISTS, BEFORE, AFTER, WITHIN_DAYS -> throw unfit(op);
        };
    }

    private static IllegalStateException unfit(Op op) {
        return new IllegalStateException(op + " does not apply to this field");
    }
}
