package io.fanfare.integration;

import io.fanfare.kernel.Texts;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What came from outside, as data that can be stored: texts without characters that can't be, numbers that a database takes, limited in
 * depth and number. Nothing in it is followed, executed or expanded.
 */
final class OutsideData {
    private static final int DEEPEST = 24;
    private static final int MOST = 20_000;
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_NUMBER = 60;

    private int left = MOST;

    private OutsideData() {}

    static @Nullable Object of(JsonNode node) {
        return new OutsideData().value(node, 0);
    }

    /** A text that can be stored, at most so long. */
    static String text(String text, int most) {
        String cut = text.length() <= most ? text : Texts.cut(text, most) + "…";
        if (Texts.flaw(cut).isEmpty()) return cut;
        var clean = new StringBuilder();
        cut.codePoints()
                .map(c -> c == 0 || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? '\ufffd' : c)
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }

    private @Nullable Object value(JsonNode node, int depth) {
        if (--left < 0 || depth > DEEPEST) return "…";
        if (node.isObject()) {
            Map<String, @Nullable Object> members = new LinkedHashMap<>();
            node.properties().forEach(member -> {
                if (left > 0) members.put(text(member.getKey(), LONGEST_NAME), value(member.getValue(), depth + 1));
            });
            return members;
        }
        if (node.isArray()) {
            List<@Nullable Object> items = new ArrayList<>();
            for (JsonNode item : node) if (left > 0) items.add(value(item, depth + 1));
            return items;
        }
        if (node.isString()) return text(node.asString(), Integer.MAX_VALUE);
        if (node.isBoolean()) return node.asBoolean();
        if (node.isNumber()) return number(node);
        return null;
    }

    private static Object number(JsonNode node) {
        String text = node.asString();
        if (text.length() > LONGEST_NUMBER || text.matches("(?i).*(nan|inf).*")) return text(text, LONGEST_NUMBER);
        var number = new BigDecimal(text);
        return Math.abs((long) number.scale()) > LONGEST_NUMBER ? text : number;
    }
}
