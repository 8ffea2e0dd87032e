package io.fanfare.library;

import io.fanfare.kernel.Patch;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Converts the snake_case names of origin D, e.g. {@code asset_name}, to camelCase. */
final class SnakeCase {
    /** Every client of origin D sends them; they are never stored. */
    private static final Set<String> IGNORED = Set.of("tenant_id", "user_id");

    private SnakeCase() {}

    static <T> Patch<T> camel(Patch<T> patch) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        patch.members().forEach((name, value) -> members.put(IGNORED.contains(name) ? name : camel(name), value));
        return new Patch<>(members);
    }

    private static String camel(String name) {
        var out = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean joint = c == '_' && i > 0 && i + 1 < name.length();
            out.append(joint ? Character.toUpperCase(name.charAt(++i)) : c);
        }
        return out.toString();
    }
}
