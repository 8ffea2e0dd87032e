package io.fanfare.mcp;

import io.fanfare.mcp.ToolEntry.Wrapping;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** JSON Schemas of a tool, from the contract: all arguments in one object, and the shapes they use beside them. */
final class ToolSchemas {
    static final String KEY = "idempotencyKey";
    static final String DRY_RUN = "dryRun";
    private static final String SHAPES = "#/components/schemas/";

    private final Map<String, Object> shapes;

    ToolSchemas(Map<String, Object> shapes) {
        this.shapes = shapes;
    }

    /** What a tool returns. */
    record Output(Map<String, Object> schema, Wrapping wrapping) {}

    Map<String, Object> input(Map<String, Object> entry, boolean writes) {
        var properties = new LinkedHashMap<String, Object>();
        var required = new TreeSet<String>();
        parameters(entry, properties, required);
        body(entry, properties, required);
        if (writes) {
            properties.putIfAbsent(
                    KEY,
                    Map.of(
                            "type",
                            "string",
                            "maxLength",
                            200,
                            "description",
                            "Makes a retry safe: the same call with the same key returns the first result."));
            properties.putIfAbsent(
                    DRY_RUN,
                    Map.of(
                            "type",
                            "boolean",
                            "description",
                            "Checks the call and returns what it would return, without changing anything."));
        }
        var schema = new LinkedHashMap<String, Object>();
        schema.put("type", "object");
        schema.put("properties", properties);
        if (!required.isEmpty()) schema.put("required", List.copyOf(required));
        schema.put("additionalProperties", false);
        return complete(schema);
    }

    private static void parameters(Map<String, Object> entry, Map<String, Object> properties, Set<String> required) {
        if (!(entry.get("parameters") instanceof Collection<?> parameters)) return;
        for (Object given : parameters) {
            var parameter = Message.object(given);
            if (parameter.containsKey("$ref") || "header".equals(parameter.get("in"))) continue;
            String name = String.valueOf(parameter.get("name"));
            properties.put(name, parameter.get("schema"));
            if (Boolean.TRUE.equals(parameter.get("required"))) required.add(name);
        }
    }

    private void body(Map<String, Object> entry, Map<String, Object> properties, Set<String> required) {
        var body = Message.object(entry.get("requestBody"));
        var content = Message.object(body.get("content"));
        if (content.isEmpty()) return;
        var media = content.containsKey("application/json")
                ? content.get("application/json")
                : content.values().iterator().next();
        var schema = shape(Message.object(Message.object(media).get("schema")));
        Message.object(schema.get("properties")).forEach(properties::putIfAbsent);
        if (Boolean.TRUE.equals(body.get("required")) && schema.get("required") instanceof Collection<?> names)
            names.forEach(name -> required.add(String.valueOf(name)));
    }

    private Map<String, Object> shape(Map<String, Object> schema) {
        return schema.get("$ref") instanceof String ref && ref.startsWith(SHAPES)
                ? Message.object(shapes.get(ref.substring(SHAPES.length())))
                : schema;
    }

    Output output(Map<String, Object> entry) {
        for (var answer : Message.object(entry.get("responses")).entrySet()) {
            if (!answer.getKey().startsWith("2")) continue;
            var content = Message.object(Message.object(answer.getValue()).get("content"));
            if (content.isEmpty()) continue;
            var schema = Message.object(
                    Message.object(content.values().iterator().next()).get("schema"));
            var shape = shape(schema);
            return "object".equals(shape.get("type"))
                    ? new Output(complete(shape), Wrapping.NONE)
                    : new Output(complete(object("result", schema)), Wrapping.RESULT);
        }
        return new Output(object("done", Map.of("type", "boolean")), Wrapping.DONE);
    }

    private static Map<String, Object> object(String member, Map<String, Object> schema) {
        var object = new LinkedHashMap<String, Object>();
        object.put("type", "object");
        object.put("properties", Map.of(member, schema));
        object.put("required", List.of(member));
        return object;
    }

    /** With every shape that it refers to, directly or not. */
    private Map<String, Object> complete(Map<String, Object> schema) {
        var used = new TreeMap<String, Object>();
        var complete = new LinkedHashMap<>(Message.object(moved(schema, used)));
        if (!used.isEmpty()) complete.put("$defs", used);
        return complete;
    }

    private Object moved(Object schema, Map<String, Object> used) {
        if (schema instanceof Collection<?> items) {
            var moved = new ArrayList<Object>();
            items.forEach(item -> moved.add(moved(item, used)));
            return moved;
        }
        if (!(schema instanceof Map<?, ?> members)) return schema;
        var moved = new LinkedHashMap<String, Object>();
        Message.object(members).forEach((name, value) -> {
            if (name.equals("$ref") && value instanceof String ref && ref.startsWith(SHAPES))
                moved.put(name, "#/$defs/" + use(ref.substring(SHAPES.length()), used));
            else moved.put(name, moved(value, used));
        });
        return moved;
    }

    private String use(String shape, Map<String, Object> used) {
        if (!used.containsKey(shape)) {
            used.put(shape, Map.of());
            used.put(shape, moved(Message.object(shapes.get(shape)), used));
        }
        return shape;
    }
}
