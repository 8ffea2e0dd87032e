package io.fanfare.strategy;

import io.fanfare.kernel.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** How two strategies differ, field by field. */
final class StrategyDiff {
    private StrategyDiff() {}

    /**
     * One field that differs. For lists and objects, {@code added} and {@code removed} are the items, or the members as {@code {name, value}}, and {@code moved} the items at another position.
     */
    public record FieldChange(
            String field,
            Change change,
            @Nullable JsonNode before,
            @Nullable JsonNode after,
            List<JsonNode> added,
            List<JsonNode> removed,
            List<Move> moved) {}

    /** Whether a field was added, removed or changed. */
    public enum Change {
        ADDED,
        REMOVED,
        CHANGED
    }

    /** An item that both lists contain at different positions; positions count from 0 among the items in both. */
    public record Move(JsonNode item, int from, int to) {}

    static List<FieldChange> between(@Nullable StrategyDetails before, StrategyDetails after) {
        JsonNode old = before == null ? JsonNodeFactory.instance.objectNode() : Json.tree(before);
        JsonNode now = Json.tree(after);
        var changes = new ArrayList<FieldChange>();
        now.properties().forEach(member -> {
            JsonNode was = present(old.get(member.getKey()));
            JsonNode is = present(member.getValue());
            if (!same(was, is)) changes.add(change(member.getKey(), was, is));
        });
        if (before != null)
            old.properties().forEach(member -> {
                if (now.get(member.getKey()) == null && present(member.getValue()) != null)
                    changes.add(change(member.getKey(), member.getValue(), null));
            });
        return changes;
    }

    private static @Nullable JsonNode present(@Nullable JsonNode value) {
        return value == null || value.isNull() ? null : value;
    }

    private static boolean same(@Nullable JsonNode a, @Nullable JsonNode b) {
        return Objects.equals(a, b);
    }

    private static FieldChange change(String field, @Nullable JsonNode before, @Nullable JsonNode after) {
        var change = before == null ? Change.ADDED : after == null ? Change.REMOVED : Change.CHANGED;
        var was = items(before);
        var is = items(after);
        var added = without(is, was);
        var removed = without(was, is);
        return new FieldChange(
                field, change, before, after, added, removed, moved(without(was, removed), without(is, added)));
    }

    /** The items of a list, the members of an object; a plain value has none. */
    private static List<JsonNode> items(@Nullable JsonNode value) {
        var items = new ArrayList<JsonNode>();
        if (value == null) return items;
        if (value.isArray()) value.forEach(items::add);
        if (value.isObject())
            for (Map.Entry<String, JsonNode> member : value.properties()) {
                if (member.getValue().isNull()) continue;
                var named = JsonNodeFactory.instance.objectNode().put("name", member.getKey());
                items.add(named.set("value", member.getValue()));
            }
        return items;
    }

    /** What is in the one and not in the other; an item that is there twice counts twice. */
    private static List<JsonNode> without(List<JsonNode> items, List<JsonNode> others) {
        var left = new ArrayList<>(items);
        others.forEach(left::remove);
        return left;
    }

    private static List<Move> moved(List<JsonNode> before, List<JsonNode> after) {
        var moves = new ArrayList<Move>();
        for (int to = 0; to < after.size(); to++) {
            if (after.get(to).equals(before.get(to))
                    || after.get(to).has("name") && after.get(to).has("value")) continue;
            int from = before.indexOf(after.get(to));
            moves.add(new Move(after.get(to), from, to));
        }
        return moves;
    }
}
