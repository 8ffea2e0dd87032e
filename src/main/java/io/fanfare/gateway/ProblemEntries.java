package io.fanfare.gateway;

import static io.fanfare.gateway.Shapes.ref;
import static io.fanfare.gateway.Shapes.shape;

import io.fanfare.kernel.Operation;
import io.fanfare.kernel.Page;
import io.fanfare.kernel.Slice;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The errors in the contract: one shape, and the statuses that each kind of operation can return. */
final class ProblemEntries {
    private static final Map<Integer, String> ANSWERS = new LinkedHashMap<>();

    static {
        ANSWERS.put(400, "Invalid input: `errors` names each field.");
        ANSWERS.put(401, "The token is missing, expired or revoked.");
        ANSWERS.put(403, "The role or API key lacks the permission, or a rule forbids this: see `code`.");
        ANSWERS.put(404, "The workspace has nothing with this id.");
        ANSWERS.put(409, "The request conflicts with the current state: see `code` and `detail`.");
        ANSWERS.put(413, "The body is too large.");
        ANSWERS.put(415, "The media type or file type is not supported.");
        ANSWERS.put(422, "The request is well-formed but can't be processed: see `code`.");
        ANSWERS.put(429, "Too many requests: try again after the seconds in `Retry-After`.");
    }

    private ProblemEntries() {}

    static List<Integer> statuses(Operation operation, boolean takesInput, boolean takesBody) {
        // A filter of a list by an unknown id finds nothing, which is not an error.
        Class<?> answer = operation.method().getReturnType();
        boolean filters = answer == Page.class || answer == Slice.class;
        boolean named = operation.path().contains("{")
                || !filters
                        && Arrays.stream(operation.method().getGenericParameterTypes())
                                .anyMatch(ProblemEntries::holdsId);
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

    /** An id in the query or body may name something that the workspace does not have. */
    private static boolean holdsId(Type type) {
        return switch (type) {
            case Class<?> plain ->
                plain == UUID.class
                        || plain.isRecord()
                                && Arrays.stream(plain.getRecordComponents())
                                        .anyMatch(component -> holdsId(component.getGenericType()));
            case ParameterizedType parameterized ->
                Arrays.stream(parameterized.getActualTypeArguments()).anyMatch(ProblemEntries::holdsId);
            default -> false;
        };
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
        properties.put("code", shape("type", "string", "description", "Stable identifier of the error, for programs."));
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
                shape("type", "array", "items", shape(), "description", "For 409: the checks that block this."));
        properties.put(
                "problems",
                shape("type", "array", "items", shape(), "description", "For 422: what a platform would refuse."));
        properties.put(
                "traceId", shape("type", "string", "description", "For 500: send it to the operator of this server."));
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
