package io.fanfare.audience;

import io.fanfare.kernel.Records;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A group of contacts defined by rules. Built-in segments have a {@code key}:
 *
 * <ul>
 *   <li>{@code all}: every contact, including those who get no mail;
 *   <li>{@code active}: can be mailed (the address is known and not suppressed), and was added, opened, clicked, bought or visited in the last 90 days;
 *   <li>{@code inactive}: can be mailed, with none of these in the last 90 days;
 *   <li>{@code new}: can be mailed, and was added in the last 30 days;
 *   <li>{@code high_value}: can be mailed, and has an attribute {@code ltv} or {@code lifetimeValue} of 500 or more (in your own currency) or has bought at least three times.
 * </ul>
 */
public record Segment(
        UUID id,
        @Nullable String key,
        String name,
        boolean builtIn,
        long count,
        Map<String, @Nullable Object> rules,
        boolean archived,
        int version,
        @Nullable Instant createdAt,
        List<String> can) {

    private static final List<Object> ALIVE = List.of(
            leaf("createdAt", "within_days", 90),
            leaf("event.opened", "within_days", 90),
            leaf("event.clicked", "within_days", 90),
            leaf("event.bought", "within_days", 90),
            leaf("event.visited", "within_days", 90));

    static final List<Segment> BUILT_IN = List.of(
            builtIn("all", "Everyone", Map.of("all", List.of())),
            builtIn("active", "Active", Map.of("all", List.of(mailable(), Map.of("any", ALIVE)))),
            builtIn(
                    "high_value",
                    "High value",
                    Map.of(
                            "all",
                            List.of(
                                    mailable(),
                                    Map.of(
                                            "any",
                                            List.of(
                                                    leaf("attributes.ltv", "gte", 500),
                                                    leaf("attributes.lifetimeValue", "gte", 500),
                                                    leaf("event.bought", "gte", 3)))))),
            builtIn("new", "New", Map.of("all", List.of(mailable(), leaf("createdAt", "within_days", 30)))),
            builtIn("inactive", "Inactive", Map.of("all", List.of(mailable(), Map.of("not", ALIVE)))));

    private static Map<String, Object> leaf(String field, String op, Object value) {
        return Map.of("field", field, "op", op, "value", value);
    }

    private static Map<String, Object> mailable() {
        return Map.of("all", List.of(leaf("status", "eq", "active"), leaf("email", "exists", true)));
    }

    private static Segment builtIn(String key, String name, Map<String, @Nullable Object> rules) {
        var id = UUID.nameUUIDFromBytes(("segment " + key).getBytes(StandardCharsets.UTF_8));
        return new Segment(id, key, name, true, 0, rules, false, 1, null, List.of());
    }

    Rule rule() {
        return Rule.of(rules);
    }

    Segment with(long counted, List<String> permitted) {
        return Records.with(this, "count", counted, "can", permitted);
    }
}
