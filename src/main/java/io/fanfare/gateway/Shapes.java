package io.fanfare.gateway;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Patch;
import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.AnnotatedTypeVariable;
import java.lang.reflect.AnnotatedWildcardType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.util.StringUtils;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import tools.jackson.databind.JsonNode;

/** JSON Schema (2020-12) of the records that operations take and give: what is not {@code @Nullable} is required. */
final class Shapes {
    private final Map<String, Object> named = new TreeMap<>();
    private final Map<String, Set<String>> claims;
    private final Map<String, Set<String>> claimed = new TreeMap<>();
    /** Members of a shape that an answer leaves out rather than writing null. */
    private final Map<String, Set<String>> omitted = new TreeMap<>();

    private final Map<String, Set<String>> owners = new TreeMap<>(Map.of("Problem", new TreeSet<>(Set.of("RFC 9457"))));

    /** {@code claims}: which classes an earlier pass found under each name, so that a name two of them have is told apart. */
    Shapes(Map<String, Set<String>> claims) {
        this.claims = claims;
    }

    Map<String, Set<String>> claimed() {
        return claimed;
    }

    Map<String, Object> named() {
        return named;
    }

    /** Two shapes with one name would be one shape to readers of the contract, and wrong for one of the two. */
    void requireNamesApart() {
        owners.forEach((name, shapes) -> {
            if (shapes.size() > 1)
                throw new IllegalStateException(
                        "two shapes are called " + name + ", so rename one: " + String.join(", ", shapes));
        });
    }

    /** Tells inputs from answers; {@code bodies} are the request bodies of all operations. */
    void finish(Collection<?> bodies) {
        InputShapes.finish(named, omitted, bodies);
    }

    private void own(String name, String shape) {
        owners.computeIfAbsent(name, any -> new TreeSet<>()).add(shape);
    }

    /** What a component's type variables stand for. */
    private record Scope(Map<String, AnnotatedType> variables) {
        static final Scope NONE = new Scope(Map.of());
    }

    Map<String, Object> of(AnnotatedType type) {
        return of(type, Scope.NONE);
    }

    static boolean isNullable(AnnotatedType type) {
        return type.isAnnotationPresent(Nullable.class);
    }

    /** Adds what the constraints on a parameter or component say. */
    Map<String, Object> constrained(AnnotatedType type, AnnotatedElement carrier) {
        return Limits.of(carrier, of(type, Scope.NONE));
    }

    private Map<String, Object> of(AnnotatedType type, Scope scope) {
        return switch (type) {
            case AnnotatedTypeVariable variable -> {
                var actual = scope.variables().get(variable.getType().getTypeName());
                yield actual == null ? shape() : of(actual, Scope.NONE);
            }
            case AnnotatedWildcardType _ -> shape();
            case AnnotatedArrayType array ->
                array.getType() == byte[].class
                        ? shape("type", "string", "format", "binary")
                        : shape("type", "array", "items", of(array.getAnnotatedGenericComponentType(), scope));
            case AnnotatedParameterizedType parameterized -> parameterized(parameterized, scope);
            default -> plain(raw(type.getType()));
        };
    }

    private Map<String, Object> parameterized(AnnotatedParameterizedType type, Scope scope) {
        Class<?> raw = raw(type.getType());
        AnnotatedType[] arguments = Arrays.stream(type.getAnnotatedActualTypeArguments())
                .map(argument -> resolved(argument, scope))
                .toArray(AnnotatedType[]::new);
        if (raw == Optional.class) return of(arguments[0]);
        if (Collection.class.isAssignableFrom(raw))
            return shape("type", "array", "items", Limits.of(arguments[0], nullable(arguments[0], of(arguments[0]))));
        if (Map.class.isAssignableFrom(raw))
            return shape("type", "object", "additionalProperties", nullable(arguments[1], of(arguments[1])));
        if (raw == Patch.class) return patch(raw(arguments[0].getType()));
        if (raw.isRecord()) return record(raw, arguments);
        return shape();
    }

    private static AnnotatedType resolved(AnnotatedType type, Scope scope) {
        return type instanceof AnnotatedTypeVariable
                ? scope.variables().getOrDefault(type.getType().getTypeName(), type)
                : type;
    }

    private Map<String, Object> plain(Class<?> type) {
        if (type == Json.class || JsonNode.class.isAssignableFrom(type)) return shape();
        if (CharSequence.class.isAssignableFrom(type) || type == char.class) return shape("type", "string");
        if (type == boolean.class || type == Boolean.class) return shape("type", "boolean");
        if (type == int.class || type == Integer.class) return shape("type", "integer", "format", "int32");
        if (type == long.class || type == Long.class) return shape("type", "integer", "format", "int64");
        if (type == double.class || type == Double.class) return shape("type", "number", "format", "double");
        if (type == BigDecimal.class || Number.class.isAssignableFrom(type)) return shape("type", "number");
        if (type.isEnum()) return enumeration(type);
        if (type.isRecord()) return record(type, new AnnotatedType[0]);
        if (type.isSealed()) {
            var kinds = new ArrayList<Object>();
            for (Class<?> kind : type.getPermittedSubclasses()) kinds.add(plain(kind));
            return shape("oneOf", kinds);
        }
        if (MultipartFile.class.isAssignableFrom(type)
                || Resource.class.isAssignableFrom(type)
                || StreamingResponseBody.class.isAssignableFrom(type))
            return shape("type", "string", "format", "binary");
        if (Collection.class.isAssignableFrom(type)) return shape("type", "array", "items", shape());
        if (Map.class.isAssignableFrom(type)) return shape("type", "object", "additionalProperties", true);
        return switch (type.getName()) {
            case "java.util.UUID" -> shape("type", "string", "format", "uuid");
            case "java.time.Instant", "java.time.OffsetDateTime", "java.time.ZonedDateTime" ->
                shape("type", "string", "format", "date-time");
            case "java.time.LocalDate" -> shape("type", "string", "format", "date");
            case "java.time.LocalTime" -> shape("type", "string", "format", "time");
            case "java.time.Duration" -> shape("type", "string", "format", "duration");
            case "java.net.URI" -> shape("type", "string", "format", "uri");
            case "java.time.LocalDateTime", "java.time.ZoneId", "java.util.Currency", "java.util.Locale" ->
                shape("type", "string");
            default -> shape();
        };
    }

    private Map<String, Object> enumeration(Class<?> type) {
        String name = name(type);
        own(name, type.getName());
        var values = new ArrayList<String>();
        for (Object constant : type.getEnumConstants())
            values.add(((Enum<?>) constant).name().toLowerCase(Locale.ROOT));
        var schema = shape("type", "string", "enum", values);
        described(schema, Prose.of(type).whole());
        named.put(name, schema);
        return ref(name);
    }

    private Map<String, Object> record(Class<?> type, AnnotatedType[] arguments) {
        var value = Arrays.stream(type.getRecordComponents())
                .filter(c -> c.isAnnotationPresent(JsonValue.class)
                        || c.getAccessor().isAnnotationPresent(JsonValue.class))
                .findFirst();
        if (value.isPresent()) return of(value.get().getAnnotatedType());
        var prefix = new StringBuilder();
        for (AnnotatedType argument : arguments) prefix.append(title(argument));
        String name = prefix + name(type);
        own(name, type.getName());
        if (named.containsKey(name)) return ref(name);
        // Reserved first: a shape may hold itself.
        named.put(name, Map.of());
        var variables = new LinkedHashMap<String, AnnotatedType>();
        for (int i = 0; i < arguments.length; i++) variables.put(type.getTypeParameters()[i].getName(), arguments[i]);
        var members = new Members();
        members(type, new Scope(variables), members);
        omitted.put(name, members.omitted);
        var schema = shape("type", "object");
        described(schema, Prose.of(type).whole());
        schema.put("properties", members.properties);
        if (!members.required.isEmpty()) schema.put("required", members.required);
        if (Arrays.stream(type.getRecordComponents()).anyMatch(Shapes::holdsTheRest))
            schema.put("additionalProperties", true);
        named.put(name, schema);
        return ref(name);
    }

    /** A merge patch of a shape: every member may be absent, or null to take its value away. */
    private Map<String, Object> patch(Class<?> type) {
        String name = name(type) + "Patch";
        own(name, "a patch of " + type.getName());
        if (named.containsKey(name)) return ref(name);
        named.put(name, Map.of());
        var members = new Members();
        members(type, Scope.NONE, members);
        members.properties.replaceAll((property, schema) -> orNull(schema));
        var schema = shape("type", "object");
        schema.put(
                "description",
                "JSON merge patch: named members are set, null clears a value, members left out stay as they are.");
        schema.put("properties", members.properties);
        named.put(name, schema);
        return ref(name);
    }

    /** Gives a patch the member that says which version its writer has seen. */
    void versioned(String patch) {
        if (!(named.get(patch) instanceof Map<?, ?> schema) || !(schema.get("properties") instanceof Map<?, ?> known))
            return;
        @SuppressWarnings("unchecked")
        var properties = (Map<String, Object>) known;
        properties.putIfAbsent(
                "version",
                shape(
                        "type",
                        "integer",
                        "format",
                        "int32",
                        "description",
                        "The version you read; 409 if it is no longer current."));
    }

    private static final class Members {
        final Map<String, Map<String, Object>> properties = new LinkedHashMap<>();
        final List<String> required = new ArrayList<>();
        final Set<String> omitted = new TreeSet<>();
    }

    private void members(Class<?> type, Scope scope, Members into) {
        var texts = Prose.ofComponents(type);
        for (RecordComponent component : type.getRecordComponents()) {
            if (component.getAccessor().isAnnotationPresent(JsonIgnore.class) || holdsTheRest(component)) continue;
            if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
                members(component.getType(), Scope.NONE, into);
                continue;
            }
            var declared = component.getAnnotatedType();
            var schema = Limits.of(component.getAccessor(), of(declared, scope));
            described(schema, texts.getOrDefault(component.getName(), ""));
            if (component.getAccessor().isAnnotationPresent(JsonInclude.class)
                    || type.isAnnotationPresent(JsonInclude.class)) into.omitted.add(jsonName(component));
            put(
                    into,
                    jsonName(component),
                    resolved(declared, scope),
                    isNullable(declared) || defaulted(component),
                    schema);
        }
        for (Method method : derived(type)) {
            var returned = method.getAnnotatedReturnType();
            put(into, jsonName(method), returned, isNullable(returned), of(returned, scope));
        }
    }

    /** A member that may be left out because the shape fills it in. */
    private static boolean defaulted(RecordComponent component) {
        var property = component.getAccessor().getAnnotation(JsonProperty.class);
        return property != null && !property.defaultValue().isEmpty();
    }

    /** Whatever is sent beside the named members. */
    private static boolean holdsTheRest(RecordComponent component) {
        return component.getAccessor().isAnnotationPresent(JsonAnyGetter.class);
    }

    private static void put(
            Members into, String name, AnnotatedType type, boolean optional, Map<String, Object> schema) {
        boolean absent = optional || isNullable(type) || raw(type.getType()) == Optional.class;
        into.properties.put(name, absent ? orNull(schema) : schema);
        if (!absent) into.required.add(name);
    }

    /** What Jackson writes beside the components: getters, and methods it is told to take for one. */
    private static List<Method> derived(Class<?> type) {
        var components = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
        return Arrays.stream(type.getDeclaredMethods())
                .filter(m -> m.getParameterCount() == 0 && !Modifier.isStatic(m.getModifiers()) && !m.isSynthetic())
                .filter(m -> !m.isAnnotationPresent(JsonIgnore.class))
                .filter(m -> m.isAnnotationPresent(JsonProperty.class)
                        || Modifier.isPublic(m.getModifiers()) && m.getName().matches("(get|is)\\p{Lu}.*"))
                .filter(m -> !components.contains(m.getName()))
                .sorted(java.util.Comparator.comparing(Method::getName))
                .toList();
    }

    private static String jsonName(RecordComponent component) {
        var renamed = component.getAccessor().getAnnotation(JsonProperty.class);
        return renamed == null || renamed.value().isEmpty() ? component.getName() : renamed.value();
    }

    private static String jsonName(Method method) {
        var renamed = method.getAnnotation(JsonProperty.class);
        if (renamed != null && !renamed.value().isEmpty()) return renamed.value();
        return StringUtils.uncapitalize(method.getName().replaceFirst("^(get|is)(?=\\p{Lu})", ""));
    }

    private String title(AnnotatedType type) {
        Class<?> raw = raw(type.getType());
        if (type instanceof AnnotatedParameterizedType parameterized)
            return title(parameterized.getAnnotatedActualTypeArguments()[0]) + raw.getSimpleName();
        return raw.isRecord() || raw.isEnum() ? name(raw) : raw.getSimpleName();
    }

    private String name(Class<?> type) {
        Class<?> outer = type.getEnclosingClass();
        boolean ofDoor = outer != null && !outer.isRecord();
        // Kind, State and the like belong to a value and say little without it.
        String simple =
                outer != null && outer.isRecord() ? outer.getSimpleName() + type.getSimpleName() : type.getSimpleName();
        claimed.computeIfAbsent(simple, any -> new TreeSet<>()).add(type.getName());
        if (!ofDoor)
            claimed.computeIfAbsent(simple + " of its own", any -> new TreeSet<>())
                    .add(type.getName());
        if (ofDoor) return claims.getOrDefault(simple, Set.of()).size() < 2 ? simple : outer.getSimpleName() + simple;
        if (claims.getOrDefault(simple + " of its own", Set.of()).size() < 2) return simple;
        String room = type.getPackageName().substring(type.getPackageName().lastIndexOf('.') + 1);
        return StringUtils.capitalize(room) + simple;
    }

    private static Map<String, Object> nullable(AnnotatedType type, Map<String, Object> schema) {
        return isNullable(type) ? orNull(schema) : schema;
    }

    private static Map<String, Object> orNull(Map<String, Object> schema) {
        if (schema.get("type") instanceof String type) {
            var either = new LinkedHashMap<>(schema);
            either.put("type", List.of(type, "null"));
            return either;
        }
        if (schema.containsKey("$ref")) return shape("anyOf", List.of(schema, shape("type", "null")));
        if (schema.get("oneOf") instanceof List<?> kinds) {
            var either = new LinkedHashMap<>(schema);
            either.put(
                    "oneOf",
                    Stream.concat(kinds.stream(), Stream.of(shape("type", "null")))
                            .toList());
            return either;
        }
        return schema;
    }

    private static void described(Map<String, Object> schema, String text) {
        if (!text.isBlank()) schema.put("description", text);
    }

    static Map<String, Object> ref(String name) {
        return shape("$ref", "#/components/schemas/" + name);
    }

    static Map<String, Object> shape(Object... members) {
        var shape = new LinkedHashMap<String, Object>();
        for (int i = 0; i < members.length; i += 2) shape.put((String) members[i], members[i + 1]);
        return shape;
    }

    static Class<?> raw(Type type) {
        return switch (type) {
            case Class<?> plain -> plain;
            case ParameterizedType parameterized -> (Class<?>) parameterized.getRawType();
            default -> Object.class;
        };
    }
}
