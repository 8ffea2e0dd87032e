package io.fanfare.kernel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Members that a PUT or PATCH names beside those it defines. A client may send back what it read, so a member of the
 * resource with its present value is ignored; another value is refused as read-only, any other member as unknown.
 */
record ReadOnlyMembers(List<Member> members) {
    /** More than any resource has; each costs a reading of the body. */
    private static final int MOST = 64;

    private static final String READ_ONLY = "is read-only; leave it out or send the value that was read";
    /** Compared by the operation itself, which answers 409 when it is not the current one. */
    private static final String VERSION = "version";

    /** Where it stands in the body, as names and indices, and what was sent. */
    record Member(List<Object> path, JsonNode value) {
        String name() {
            var name = new StringBuilder();
            for (Object step : path)
                name.append(step instanceof Integer index ? "[" + index + "]" : (name.isEmpty() ? "" : ".") + step);
            return name.toString();
        }
    }

    /** Takes the members out of a body that the type does not define. What else is wrong with it is for its reader. */
    static ReadOnlyMembers takenFrom(JsonNode body, Class<?> type) {
        var members = new ArrayList<Member>();
        while (members.size() < MOST) {
            try {
                Inputs.mapper().treeToValue(body, type);
                break;
            } catch (UnrecognizedPropertyException unknown) {
                Member member = taken(body, unknown.getPath());
                if (member == null) break;
                members.add(member);
            } catch (JacksonException wrong) {
                break;
            }
        }
        return new ReadOnlyMembers(members);
    }

    static ReadOnlyMembers none() {
        return new ReadOnlyMembers(List.of());
    }

    /** Takes the same members out of another form of the body. */
    void takeFrom(JsonNode body) {
        for (Member member : members)
            if (parent(body, member.path()) instanceof ObjectNode holder)
                holder.remove(String.valueOf(member.path().getLast()));
    }

    /** Only those that the client sent. */
    ReadOnlyMembers within(JsonNode sent) {
        return new ReadOnlyMembers(members.stream()
                .filter(member -> parent(sent, member.path())
                        .has(String.valueOf(member.path().getLast())))
                .toList());
    }

    private static JsonNode parent(JsonNode body, List<Object> path) {
        JsonNode parent = body;
        for (Object step : path.subList(0, path.size() - 1)) parent = at(parent, step);
        return parent;
    }

    private static @Nullable Member taken(JsonNode body, List<JacksonException.Reference> references) {
        var path = new ArrayList<Object>();
        for (var reference : references)
            path.add(reference.getPropertyName() == null ? (Object) reference.getIndex() : reference.getPropertyName());
        if (!(parent(body, path) instanceof ObjectNode holder) || !(path.getLast() instanceof String name)) return null;
        JsonNode value = holder.remove(name);
        return value == null ? null : new Member(path, value);
    }

    private static JsonNode at(JsonNode node, Object step) {
        return step instanceof Integer index ? node.path(index) : node.path(String.valueOf(step));
    }

    /** Refuses those that are not members of the resource, or have another value there. */
    void requireUnchanged(Supplier<@Nullable Object> resource) {
        if (members.isEmpty()) return;
        Object now = resource.get();
        JsonNode known = now == null ? NullNode.getInstance() : Json.tree(now);
        Map<String, String> errors = new LinkedHashMap<>();
        for (Member member : members) {
            var candidates = candidates(known, member.path());
            if (candidates.isEmpty()) errors.put(member.name(), UnknownInput.UNKNOWN);
            else if (!member.path().equals(List.of(VERSION))
                    && candidates.stream().noneMatch(value -> same(value, member.value())))
                errors.put(member.name(), READ_ONLY);
        }
        if (!errors.isEmpty()) throw Refused.invalid(errors);
    }

    /** The values at a path. An element of a list may have moved, so it is compared with all of them. */
    private static List<JsonNode> candidates(JsonNode known, List<Object> path) {
        List<JsonNode> here = List.of(known);
        for (Object step : path) {
            var next = new ArrayList<JsonNode>();
            for (JsonNode node : here) {
                if (step instanceof Integer && node instanceof ArrayNode list) list.forEach(next::add);
                else if (node.has(String.valueOf(step))) next.add(node.get(String.valueOf(step)));
            }
            here = next;
        }
        return here;
    }

    private static boolean same(JsonNode one, JsonNode other) {
        return one.equals(ReadOnlyMembers::compared, other);
    }

    /** 1.50 is the same amount as 1.5. */
    private static int compared(JsonNode one, JsonNode other) {
        if (one.isNumber() && other.isNumber()) return one.decimalValue().compareTo(other.decimalValue());
        return one.equals(other) ? 0 : 1;
    }
}
