package io.fanfare.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A JSON merge patch (RFC 7396) of a {@code T}: what is named is set, null removes, what is not named stays.
 * {@code T} is the shape of what may be changed.
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
        throw Refused.invalid("version", "must be a whole number");
    }

    /**
     * The details as they will be; shapes are checked as those of a new thing are. A member that {@code T} does not define
     * is refused, unless it is a read-only one of the resource with its present value.
     */
    public T onto(T details, Class<T> type, Inputs inputs) {
        Map<?, ?> before = Json.convert(details, Map.class);
        // A null would vanish in the merged form, and with it the name of an unknown member.
        JsonNode named = Json.tree(Objects.requireNonNull(merge(before, members, true)));
        var others = ReadOnlyMembers.takenFrom(named, type);
        JsonNode merged = Json.tree(Objects.requireNonNull(merge(before, members, false)));
        others.takeFrom(merged);
        Invocation.sentBack(others.within(Json.tree(members)));
        return inputs.read(merged, type);
    }

    /** The same patch without a member that the operation reads itself. */
    public Patch<T> without(String member) {
        var others = new LinkedHashMap<String, @Nullable Object>(members);
        others.remove(member);
        return new Patch<>(others);
    }

    private static @Nullable Object merge(@Nullable Object target, @Nullable Object patch, boolean keepNull) {
        if (!(patch instanceof Map<?, ?> changes)) return patch;
        var merged = new LinkedHashMap<String, @Nullable Object>();
        if (target instanceof Map<?, ?> object) object.forEach((k, v) -> merged.put((String) k, v));
        changes.forEach((key, value) -> {
            if (value == null && !keepNull) merged.remove((String) key);
            else merged.put((String) key, merge(merged.get(key), value, keepNull));
        });
        return merged;
    }
}
