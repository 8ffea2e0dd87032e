package io.fanfare.gateway;

import static io.fanfare.gateway.Shapes.ref;
import static io.fanfare.gateway.Shapes.shape;

import io.fanfare.kernel.Operation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The refusals in the contract: one shape, and by kind of operation the statuses that it can have. */
final class ProblemEntries {
    private static final Map<Integer, String> ANSWERS = new LinkedHashMap<>();

    static {
        ANSWERS.put(400, "A field or the body is not as it should be: `errors` names each.");
        ANSWERS.put(401, "No token, or one that is no longer good.");
        ANSWERS.put(403, "The role or the API key does not include this, or a rule forbids it: see `code`.");
        ANSWERS.put(404, "There is nothing under this id in the workspace.");
        ANSWERS.put(409, "It collides with the state things are in: `code` is stable and `detail` says how to go on.");
        ANSWERS.put(413, "The body is too large.");
        ANSWERS.put(415, "This media type or file is not taken.");
        ANSWERS.put(422, "Well-formed, but it can't be done: see `code`.");
        ANSWERS.put(429, "Too fast: try again after the seconds in `Retry-After`.");
    }

    private ProblemEntries() {}

    static List<Integer> statuses(Operation operation, boolean takesInput, boolean takesBody) {
        boolean named = operation.path().contains("{");
        boolean writes = !operation.reads();
        boolean asksWho = !operation.isPublic() || writes;
        return ANSWERS.keySet().stream()
                .filter(status -> switch (status) {
                    case 400 -> takesInput;
                    case 401, 403 -> asksWho;
                    case 404 -> named;
                    case 409, 422 -> writes;
                    case 413, 415 -> takesBody;
                    default -> true;
                })
                .toList();
    }

    static Map<String, Object> answers() {
        var answers = new LinkedHashMap<String, Object>();
        ANSWERS.forEach((status, text) -> answers.put(
                "Problem" + status,
                shape(
                        "description",
                        text,
                        "content",
                        shape("application/problem+json", shape("schema", ref("Problem"))))));
        return answers;
    }

    static Map<String, Object> answer(int status) {
        return shape("$ref", "#/components/responses/Problem" + status);
    }

    static Map<String, Object> schema() {
        var text = shape("type", "string");
        var properties = new LinkedHashMap<String, Object>();
        properties.put("type", text);
        properties.put("title", text);
        properties.put("status", shape("type", "integer"));
        properties.put("code", shape("type", "string", "description", "Stable: programs decide by it."));
        properties.put("detail", shape("type", "string", "description", "A sentence that says what to do next."));
        properties.put(
                "errors",
                shape(
                        "type",
                        "object",
                        "additionalProperties",
                        text,
                        "description",
                        "For 400: what is wrong with each field."));
        properties.put(
                "blockers",
                shape("type", "array", "items", shape(), "description", "For 409: what stands in the way."));
        properties.put(
                "problems",
                shape("type", "array", "items", shape(), "description", "For 422: what a platform would not take."));
        properties.put(
                "traceId", shape("type", "string", "description", "For 500: give it to whoever runs the server."));
        return shape(
                "type",
                "object",
                "description",
                "Problem details (RFC 9457).",
                "properties",
                properties,
                "required",
                List.of("type", "title", "status", "code", "detail"));
    }
}
