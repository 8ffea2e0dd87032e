package io.fanfare.identity;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Changes a resource by the operations of a PATCH (RFC 7644, 3.5.2), also in the forms that Entra and Okta send: {@code Add} for {@code add},
 * no path, paths as members of the value, and values to remove.
 */
final class ScimPatch {
    private static final Pattern PATH = Pattern.compile("([\\w$-]+)(?:\\[(.*)])?(?:\\.([\\w$-]+))?");
    private static final int MOST = 1000;

    private ScimPatch() {}

    static void apply(ObjectNode resource, ObjectNode request) {
        var operations = member(request, "Operations");
        if (operations == null || !operations.isArray() || operations.isEmpty())
            throw ScimError.invalid("Operations must be a list with at least one operation.");
        if (operations.size() > MOST) throw ScimError.invalid("A PATCH can have " + MOST + " operations.");
        for (JsonNode operation : operations) {
            String op = text(operation, "op").toLowerCase(Locale.ROOT);
            if (!op.equals("add") && !op.equals("replace") && !op.equals("remove"))
                throw ScimError.invalid("op must be add, replace or remove.");
            String path = text(operation, "path");
            var value = member(operation, "value");
            if (!path.isEmpty()) change(resource, op, path, value);
            else if (value instanceof ObjectNode members && !op.equals("remove"))
                members.properties().forEach(each -> change(resource, op, each.getKey(), each.getValue()));
            else throw ScimError.invalidPath("An operation without a path needs an object as its value.");
        }
    }

    private static void change(ObjectNode resource, String op, String path, @Nullable JsonNode value) {
        Matcher parts = PATH.matcher(plain(path));
        if (!parts.matches()) throw ScimError.invalidPath("The path " + path + " is not supported.");
        String name = existing(resource, parts.group(1));
        if (parts.group(2) != null) changeElements(resource, op, name, parts.group(2), parts.group(3), value);
        else if (parts.group(3) != null) {
            var inner = resource.get(name) instanceof ObjectNode object ? object : resource.putObject(name);
            put(inner, op, existing(inner, parts.group(3)), value);
        } else put(resource, op, name, value);
    }

    /** Without the schema in front; the extension of a company is kept under its own name. */
    private static String plain(String path) {
        if (!path.toLowerCase(Locale.ROOT).startsWith("urn:")) return path;
        int at = path.lastIndexOf(':');
        String schema = path.substring(0, at).toLowerCase(Locale.ROOT);
        if (schema.contains("extension"))
            return "extension-" + path.substring(at + 1).replace('.', '-');
        return path.substring(at + 1);
    }

    private static void put(ObjectNode target, String op, String name, @Nullable JsonNode value) {
        if (op.equals("remove")) {
            remove(target, name, value);
            return;
        }
        if (value == null) throw ScimError.invalid("The operation on " + name + " needs a value.");
        if (op.equals("add") && target.get(name) instanceof ArrayNode known) {
            for (JsonNode each : value.isArray()
                    ? value
                    : JsonNodeFactory.instance.arrayNode().add(value)) if (!contains(known, each)) known.add(each);
        } else if (target.get(name) instanceof ObjectNode known && value instanceof ObjectNode members)
            members.properties().forEach(each -> known.set(existing(known, each.getKey()), each.getValue()));
        else if (name.equals("members") && !value.isArray())
            target.putArray(name).add(value);
        else target.set(name, value);
    }

    private static void remove(ObjectNode target, String name, @Nullable JsonNode value) {
        if (value == null || value.isNull() || !(target.get(name) instanceof ArrayNode known)) {
            target.remove(name);
            return;
        }
        var gone =
                value.isArray() ? value : JsonNodeFactory.instance.arrayNode().add(value);
        var kept = JsonNodeFactory.instance.arrayNode();
        for (JsonNode each : known) if (gone.valueStream().noneMatch(other -> same(each, other))) kept.add(each);
        target.set(name, kept);
    }

    private static void changeElements(
            ObjectNode resource,
            String op,
            String name,
            String filter,
            @Nullable String member,
            @Nullable JsonNode value) {
        var elements = resource.get(name) instanceof ArrayNode known ? known : resource.putArray(name);
        var wanted = ScimFilter.parse(filter, java.util.Set.of("type", "value", "primary", "display"));
        boolean found = false;
        for (int at = elements.size() - 1; at >= 0; at--) {
            if (!(elements.get(at) instanceof ObjectNode element)) continue;
            boolean matches = wanted.entrySet().stream().allMatch(each -> each.getValue()
                    .equalsIgnoreCase(element.path(each.getKey()).asString("")));
            if (!matches) continue;
            found = true;
            if (op.equals("remove") && member == null) elements.remove(at);
            else if (op.equals("remove")) element.remove(member);
            else set(element, member, value);
        }
        if (found || op.equals("remove")) return;
        var element = elements.addObject();
        wanted.forEach(element::put);
        set(element, member, value);
    }

    private static void set(ObjectNode element, @Nullable String member, @Nullable JsonNode value) {
        if (value == null) throw ScimError.invalid("The operation needs a value.");
        if (member != null) element.set(member, value);
        else if (value instanceof ObjectNode members) element.setAll(members);
        else element.set("value", value);
    }

    private static boolean contains(ArrayNode known, JsonNode value) {
        return known.valueStream().anyMatch(each -> same(each, value));
    }

    /** Elements are told apart by their value. */
    private static boolean same(JsonNode one, JsonNode other) {
        return one.isObject() && other.isObject() && one.has("value")
                ? one.get("value").equals(other.get("value"))
                : one.equals(other);
    }

    /** Names of attributes are the same in small and capital letters. */
    static String existing(ObjectNode object, String name) {
        for (var each : object.properties()) if (each.getKey().equalsIgnoreCase(name)) return each.getKey();
        return KNOWN.stream()
                .filter(known -> known.equalsIgnoreCase(name))
                .findFirst()
                .orElse(name);
    }

    private static final java.util.List<String> KNOWN = java.util.List.of(
            "userName",
            "externalId",
            "displayName",
            "active",
            "name",
            "emails",
            "members",
            "givenName",
            "familyName",
            "formatted");

    static @Nullable JsonNode member(JsonNode object, String name) {
        for (var each : object.properties()) if (each.getKey().equalsIgnoreCase(name)) return each.getValue();
        return null;
    }

    static String text(JsonNode object, String name) {
        var value = member(object, name);
        return value == null || value.isNull() ? "" : value.asString("");
    }
}
