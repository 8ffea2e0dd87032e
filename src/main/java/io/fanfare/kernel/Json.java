package io.fanfare.kernel;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON for the database and for digests; requests and responses follow the same rules. */
public record Json(String text) {
    private static final JsonMapper MAPPER = configure(JsonMapper.builder()).build();
    private static final JsonMapper CANONICAL = configure(JsonMapper.builder())
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    /** Common to all mappers: enum values in lower_snake, instants as text, no coercion of types. */
    static <B extends tools.jackson.databind.cfg.MapperBuilder<?, B>> B configure(B builder) {
        return builder.enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
                .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .addModule(new Texts())
                .addModule(new Numbers())
                .addModule(new Times());
    }

    /** A jsonb value to bind. */
    public static Json of(@Nullable Object value) {
        return new Json(MAPPER.writeValueAsString(value));
    }

    public static <T> T read(String text, Class<T> type) {
        return MAPPER.readValue(text, type);
    }

    public static <T> T read(String text, TypeReference<T> type) {
        return MAPPER.readValue(text, type);
    }

    static Object read(String text, JavaType type) {
        return MAPPER.readValue(text, type);
    }

    static JavaType type(java.lang.reflect.Type type) {
        return MAPPER.constructType(type);
    }

    public static <T> T convert(Object value, Class<T> type) {
        return MAPPER.convertValue(value, type);
    }

    static Object convert(Object value, JavaType type) {
        return MAPPER.convertValue(value, type);
    }

    public static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    static JsonMapper mapper() {
        return MAPPER;
    }

    /** SHA-256 in hex of the canonical form: members sorted by name, no white space. */
    public static String digest(Object value) throws JacksonException {
        return sha256(CANONICAL.writeValueAsBytes(value));
    }

    public static String sha256(String text) {
        return sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    public static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(hash(bytes));
    }

    /** The form in which a Content-Security-Policy allows a style or script. */
    public static String base64Sha256(String text) {
        return Base64.getEncoder().encodeToString(hash(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] hash(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
