package io.fanfare.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.MismatchedInputException;

/**
 * A JSON merge patch (RFC 7396) of a {@code T}: what is named is set, null removes, what is not named stays.
 * {@code T} is the shape of what may be changed; other members are ignored.
 */
public record Patch<T>(@JsonValue Map<String, @Nullable Object> members) {
    @JsonCreator
    public Patch {}

    public boolean names(String member) {
        return members.containsKey(member);
    }

    /** The version that the client has seen, where it says so. */
    public Optional<Integer> version() {
        Object version = members.get("version");
        if (version == null) return Optional.empty();
        if (version instanceof Integer number) return Optional.of(number);
        throw Refused.invalid("version", "is a whole number");
    }

    /** The details as they will be; shapes are checked as those of a new thing are. */
    public T onto(T details, Class<T> type, Inputs inputs) {
        Object merged = java.util.Objects.requireNonNull(merge(Json.convert(details, Map.class), members));
        try {
            return inputs.valid(Json.convert(merged, type));
        } catch (MismatchedInputException wrong) {
            throw Refused.invalid(Problems.path(wrong), Problems.reason(wrong));
        } catch (JacksonException wrong) {
            throw Refused.invalid("body", "is an object of the documented shape");
        }
    }

    private static @Nullable Object merge(@Nullable Object target, @Nullable Object patch) {
        if (!(patch instanceof Map<?, ?> changes)) return patch;
        var merged = new LinkedHashMap<String, @Nullable Object>();
        if (target instanceof Map<?, ?> object) object.forEach((k, v) -> merged.put((String) k, v));
        changes.forEach((key, value) -> {
            if (value == null) merged.remove((String) key);
            else merged.put((String) key, merge(merged.get(key), value));
        });
        return merged;
    }
}
