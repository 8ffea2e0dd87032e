package io.fanfare.gateway;

import static io.fanfare.gateway.Shapes.shape;

import io.fanfare.kernel.Operation;
import io.fanfare.kernel.Queries;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.ValueConstants;
import org.springframework.web.multipart.MultipartFile;

/** One operation in the contract, read from its method. */
final class OperationEntries {
    static final Map<String, Object> IDEMPOTENCY_KEY = shape(
            "name",
            "Idempotency-Key",
            "in",
            "header",
            "description",
            "Makes a retry safe: the same request with the same key returns the response of the first one.",
            "schema",
            shape("type", "string", "maxLength", 200));

    private final Shapes shapes;

    OperationEntries(Shapes shapes) {
        this.shapes = shapes;
    }

    /** What a call takes, sorted by where it goes. */
    private static final class Taken {
        final List<Object> parameters = new ArrayList<>();
        final Map<String, Object> parts = new LinkedHashMap<>();
        final List<String> requiredParts = new ArrayList<>();

        @Nullable
        Map<String, Object> body;

        boolean optionalBody;
    }

    Map<String, Object> entry(Operation operation) {
        var prose = Prose.of(operation.method());
        var entry = shape("operationId", operation.id(), "tags", List.of(operation.room()), "summary", prose.summary());
        if (!prose.description().isBlank()) entry.put("description", prose.description());
        var taken = taken(operation);
        if (!taken.parameters.isEmpty()) entry.put("parameters", taken.parameters);
        boolean takesBody = taken.body != null || !taken.parts.isEmpty();
        if (takesBody) entry.put("requestBody", body(operation, taken));
        entry.put("responses", answers(operation, !taken.parameters.isEmpty() || takesBody, takesBody));
        if (operation.isPublic()) entry.put("security", List.of());
        entry.put("x-permission", operation.allow().value());
        return entry;
    }

    private Taken taken(Operation operation) {
        var taken = new Taken();
        var parameters = operation.method().getParameters();
        boolean upload = java.util.Arrays.stream(parameters).anyMatch(OperationEntries::isFile);
        for (Parameter parameter : parameters) take(parameter, upload, taken);
        if (!operation.reads()
                && !operation.isPublic()
                && !operation.allow().plain()
                && !operation.allow().outside())
            taken.parameters.add(shape("$ref", "#/components/parameters/IdempotencyKey"));
        versioned(operation, taken);
        return taken;
    }

    private void take(Parameter parameter, boolean upload, Taken taken) {
        var type = parameter.getAnnotatedType();
        if (parameter.isAnnotationPresent(PathVariable.class)) {
            taken.parameters.add(parameter(parameter, "path", name(parameter, path(parameter)), true));
        } else if (parameter.isAnnotationPresent(RequestBody.class)) {
            taken.body = shapes.of(type);
            taken.optionalBody = Shapes.isNullable(type)
                    || !parameter.getAnnotation(RequestBody.class).required();
        } else if (isFile(parameter) || upload && parameter.isAnnotationPresent(RequestParam.class)) {
            String name = name(parameter, given(parameter));
            taken.parts.put(name, shapes.constrained(type, parameter));
            if (isRequired(parameter)) taken.requiredParts.add(name);
        } else if (parameter.isAnnotationPresent(RequestParam.class)) {
            var entry = parameter(parameter, "query", name(parameter, given(parameter)), isRequired(parameter));
            taken.parameters.add(entry);
        } else if (parameter.isAnnotationPresent(RequestHeader.class)) {
            String name = parameter.getAnnotation(RequestHeader.class).value();
            taken.parameters.add(parameter(parameter, "header", name(parameter, name), !Shapes.isNullable(type)));
        } else if (parameter.getType().isRecord() && !parameter.isAnnotationPresent(CookieValue.class)) {
            for (RecordComponent component : parameter.getType().getRecordComponents()) {
                for (String name : Queries.names(component)) {
                    if (upload)
                        taken.parts.put(
                                name, shapes.constrained(component.getAnnotatedType(), component.getAccessor()));
                    else taken.parameters.add(member(name, component));
                }
            }
        }
    }

    private Map<String, Object> parameter(Parameter parameter, String in, String name, boolean required) {
        var schema = shapes.constrained(parameter.getAnnotatedType(), parameter);
        var asked = parameter.getAnnotation(RequestParam.class);
        if (asked != null && !asked.defaultValue().equals(ValueConstants.DEFAULT_NONE))
            schema.put("default", asked.defaultValue());
        var entry = shape("name", name, "in", in);
        if (required) entry.put("required", true);
        entry.put("schema", schema);
        return entry;
    }

    private Map<String, Object> member(String name, RecordComponent component) {
        var type = component.getAnnotatedType();
        var entry = shape("name", name, "in", "query");
        if (!Shapes.isNullable(type) && component.getType() != List.class) entry.put("required", true);
        entry.put("schema", shapes.constrained(type, component.getAccessor()));
        return entry;
    }

    /** Where the answer has a version, a patch may say which one its writer has seen. */
    private void versioned(Operation operation, Taken taken) {
        if (taken.body == null || !(taken.body.get("$ref") instanceof String ref) || !ref.endsWith("Patch")) return;
        Class<?> answer = operation.method().getReturnType();
        boolean versioned = answer.isRecord()
                && java.util.Arrays.stream(answer.getRecordComponents())
                        .anyMatch(component -> component.getName().equals("version"));
        if (versioned) shapes.versioned(ref.substring(ref.lastIndexOf('/') + 1));
    }

    private static Map<String, Object> body(Operation operation, Taken taken) {
        var content = new LinkedHashMap<String, Object>();
        if (taken.body != null) {
            boolean patch = String.valueOf(taken.body.get("$ref")).endsWith("Patch");
            content.put("application/json", shape("schema", taken.body));
            if (patch) content.put("application/merge-patch+json", shape("schema", taken.body));
            for (String other : mapping(operation).consumes())
                if (!content.containsKey(other)) content.put(other, shape("schema", taken.body));
        } else {
            var schema = shape("type", "object", "properties", taken.parts);
            if (!taken.requiredParts.isEmpty()) schema.put("required", taken.requiredParts);
            content.put("multipart/form-data", shape("schema", schema));
        }
        var body = shape("content", content);
        if (!taken.optionalBody) body.put("required", true);
        return body;
    }

    private Map<String, Object> answers(Operation operation, boolean takesInput, boolean takesBody) {
        var answers = new LinkedHashMap<String, Object>();
        var type = operation.method().getAnnotatedReturnType();
        var fixed = AnnotatedElementUtils.findMergedAnnotation(operation.method(), ResponseStatus.class);
        boolean open = Shapes.raw(type.getType()) == ResponseEntity.class;
        AnnotatedType answer = open && type instanceof AnnotatedParameterizedType entity
                ? entity.getAnnotatedActualTypeArguments()[0]
                : type;
        if (fixed == null) answers.put("200", answer(operation, HttpStatus.OK, answer));
        if (fixed != null) answers.put(String.valueOf(fixed.code().value()), answer(operation, fixed.code(), answer));
        if (operation.allow().creates()) answers.put("201", answer(operation, HttpStatus.CREATED, answer));
        ProblemEntries.statuses(operation, takesInput, takesBody)
                .forEach(status -> answers.put(status.toString(), ProblemEntries.answer(status)));
        return answers;
    }

    private Map<String, Object> answer(Operation operation, HttpStatus status, AnnotatedType type) {
        var answer = shape("description", status.getReasonPhrase());
        Class<?> raw = Shapes.raw(type.getType());
        if (raw == void.class || raw == Void.class) return answer;
        var schema = shapes.of(type);
        String[] produced = mapping(operation).produces();
        if (produced.length == 0)
            produced = new String[] {
                "binary".equals(schema.get("format")) ? "application/octet-stream" : "application/json"
            };
        var content = new LinkedHashMap<String, Object>();
        for (String media : produced) content.put(media, shape("schema", schema));
        answer.put("content", content);
        return answer;
    }

    private static RequestMapping mapping(Operation operation) {
        return java.util.Objects.requireNonNull(
                AnnotatedElementUtils.findMergedAnnotation(operation.method(), RequestMapping.class));
    }

    private static boolean isFile(Parameter parameter) {
        return MultipartFile.class.isAssignableFrom(parameter.getType())
                || parameter.isAnnotationPresent(RequestPart.class);
    }

    private static boolean isRequired(Parameter parameter) {
        if (Shapes.isNullable(parameter.getAnnotatedType())) return false;
        var asked = parameter.getAnnotation(RequestParam.class);
        return asked == null || asked.required() && asked.defaultValue().equals(ValueConstants.DEFAULT_NONE);
    }

    private static String given(Parameter parameter) {
        var asked = parameter.getAnnotation(RequestParam.class);
        if (asked != null) return asked.name().isEmpty() ? asked.value() : asked.name();
        var part = parameter.getAnnotation(RequestPart.class);
        return part == null ? "" : part.value();
    }

    private static String path(Parameter parameter) {
        return parameter.getAnnotation(PathVariable.class).value();
    }

    private static String name(Parameter parameter, String given) {
        return given.isEmpty() ? parameter.getName() : given;
    }
}
