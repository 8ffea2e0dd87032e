package io.fanfare.activity;

import io.fanfare.kernel.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Before and after of an entry: only what changed, in a form that does not depend on how the database stores JSON. */
final class Words {
    /** A larger member is stored as its digest: the audit shows that it changed. */
    private static final int LONGEST = 20_000;

    private static final JsonMapper EXACT = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private Words() {}

    /** The members of {@code value} that differ in {@code other}; all of it if it is not an object. */
    static @Nullable String changed(@Nullable Object value, @Nullable Object other) {
        if (value == null) return null;
        JsonNode tree = Json.tree(value);
        var changed = JsonNodeFactory.instance.objectNode();
        if (!(tree instanceof ObjectNode members)) return small(tree).toString();
        JsonNode others = other == null ? changed : Json.tree(other);
        members.properties().forEach(member -> {
            if (!member.getValue().equals(others.get(member.getKey())))
                changed.set(member.getKey(), small(member.getValue()));
        });
        return changed.toString();
    }

    private static JsonNode small(JsonNode node) {
        String text = node.toString();
        if (text.length() > LONGEST)
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("sha256", Json.sha256(text))
                    .put("length", text.length());
        // A character that the database can't store, e.g. NUL, must not make the operation fail.
        return text.contains("\\u0000") ? EXACT.readTree(text.replace("\\u0000", "\\ufffd")) : node;
    }

    static @Nullable JsonNode tree(@Nullable String text) {
        return text == null ? null : EXACT.readTree(text);
    }

    /** Members sorted, numbers by value: the database changes the order of members and writes 1e2 as 100. */
    static @Nullable Object canonical(@Nullable JsonNode node) {
        if (node == null || node.isNull()) return null;
        if (node.isObject()) {
            Map<String, @Nullable Object> members = new TreeMap<>();
            node.properties().forEach(member -> members.put(member.getKey(), canonical(member.getValue())));
            return members;
        }
        if (node.isArray()) {
            var items = new ArrayList<@Nullable Object>();
            node.forEach(item -> items.add(canonical(item)));
            return items;
        }
        if (node.isNumber()) return number(node.decimalValue());
        return node.isBoolean() ? node.booleanValue() : node.stringValue();
    }

    private static String number(BigDecimal value) {
        return "#" + (value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros());
    }
}
