package io.fanfare.mcp;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Whether a value matches a JSON Schema, as far as the contract uses it: types, members, enums, references and unions. */
final class SchemaCheck {
    private final JsonNode root;
    private final List<String> faults = new ArrayList<>();

    private SchemaCheck(JsonNode root) {
        this.root = root;
    }

    static List<String> faults(JsonNode schema, JsonNode value) {
        var check = new SchemaCheck(schema);
        check.visit(schema, value, "$");
        return check.faults;
    }

    private void visit(JsonNode schema, JsonNode value, String at) {
        if (schema.has("$ref")) {
            visit(root.at("/" + schema.get("$ref").asString().substring(2)), value, at);
            return;
        }
        for (String union : List.of("anyOf", "oneOf")) {
            if (!schema.has(union)) continue;
            boolean any = schema.get(union).valueStream().anyMatch(one -> matches(one, value));
            if (!any) faults.add(at + " matches nothing of " + union + ": " + value);
        }
        if (schema.has("type") && !hasType(schema.get("type"), value))
            faults.add(at + " is not of type " + schema.get("type") + ": " + value);
        if (schema.has("enum")
                && !value.isNull()
                && schema.get("enum").valueStream().noneMatch(value::equals))
            faults.add(at + " is not in " + schema.get("enum") + ": " + value);
        if (value.isObject()) members(schema, value, at);
        if (value.isArray() && schema.has("items"))
            for (int i = 0; i < value.size(); i++) visit(schema.get("items"), value.get(i), at + "[" + i + "]");
    }

    private void members(JsonNode schema, JsonNode value, String at) {
        if (schema.has("required"))
            for (var name : schema.get("required"))
                if (!value.has(name.asString())) faults.add(at + "." + name.asString() + " is missing");
        var known = schema.path("properties");
        for (var member : Set.copyOf(value.propertyNames())) {
            if (known.has(member)) visit(known.get(member), value.get(member), at + "." + member);
            else if (schema.path("additionalProperties").isObject())
                visit(schema.get("additionalProperties"), value.get(member), at + "." + member);
            else if (schema.has("properties")
                    && !schema.path("additionalProperties").asBoolean(false))
                faults.add(at + "." + member + " is not described");
        }
    }

    private boolean matches(JsonNode schema, JsonNode value) {
        var check = new SchemaCheck(root);
        check.visit(schema, value, "$");
        return check.faults.isEmpty();
    }

    private static boolean hasType(JsonNode type, JsonNode value) {
        if (type.isArray()) return type.valueStream().anyMatch(one -> hasType(one, value));
        return switch (type.asString()) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isString();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            case "null" -> value.isNull();
            default -> false;
        };
    }
}
