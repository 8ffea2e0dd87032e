package io.fanfare.gateway;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Tells inputs from answers: an input takes no other members than it names, and an answer holds every member it names, null
 * where there is no value.
 */
final class InputShapes {
    private InputShapes() {}

    @SuppressWarnings("unchecked")
    static void finish(Map<String, Object> named, Map<String, Set<String>> omitted, Collection<?> bodies) {
        var inputs = new TreeSet<String>();
        bodies.forEach(body -> reach(named, body, inputs));
        named.forEach((name, shape) -> {
            if (!(shape instanceof Map<?, ?> known) || !(known.get("properties") instanceof Map<?, ?> properties))
                return;
            var schema = (Map<String, Object>) known;
            if (!inputs.contains(name)) {
                var required = new ArrayList<Object>(properties.keySet());
                required.removeAll(omitted.getOrDefault(name, Set.of()));
                if (!required.isEmpty()) schema.put("required", required);
            } else if (!name.endsWith("Patch")) schema.putIfAbsent("additionalProperties", false);
        });
    }

    private static void reach(Map<String, Object> named, Object schema, Set<String> reached) {
        switch (schema) {
            case Map<?, ?> members -> {
                if (members.get("$ref") instanceof String ref) {
                    String name = ref.substring(ref.lastIndexOf('/') + 1);
                    if (reached.add(name)) reach(named, named.getOrDefault(name, Map.of()), reached);
                }
                members.values().forEach(member -> reach(named, member, reached));
            }
            case Collection<?> items -> items.forEach(item -> reach(named, item, reached));
            default -> {}
        }
    }
}
