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

/** Before and after of a deed: only what changed, and a reading of it that the database cannot alter. */
final class Words {
    /** A member larger than this is kept as its digest: the audit says that it changed, the thing itself says to what. */
    private static final int LONGEST = 20_000;

    private static final JsonMapper EXACT = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private Words() {}

    /** The members of {@code value} that {@code other} has not or has otherwise; the whole where either is no object. */
    static @Nullable String changed(@Nullable Object value, @Nullable Object other) {
        if (value == null) return null;
        JsonNode tree = Json.tree(value);
        var kept = JsonNodeFactory.instance.objectNode();
        if (!(tree instanceof ObjectNode members)) return small(tree).toString();
        JsonNode others = other == null ? kept : Json.tree(other);
        members.properties().forEach(member -> {
            if (!member.getValue().equals(others.get(member.getKey())))
                kept.set(member.getKey(), small(member.getValue()));
        });
        return kept.toString();
    }

    private static JsonNode small(JsonNode node) {
        String text = node.toString();
        if (text.length() > LONGEST)
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("sha256", Json.sha256(text))
                    .put("length", text.length());
        // What the database can't keep (a NUL in a provider's answer, say) must not undo the deed it describes.
        return text.contains("\\u0000") ? EXACT.readTree(text.replace("\\u0000", "\\ufffd")) : node;
    }

    static @Nullable JsonNode tree(@Nullable String text) {
        return text == null ? null : EXACT.readTree(text);
    }

    /** Members sorted, numbers by value: the database orders members its own way and writes 1e2 as 100. */
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
