package io.fanfare.integration;

import io.fanfare.kernel.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Puts values in the place of references such as {@code {{steps.figures.structured.total}}}. Each value is data: it is put in once and never
 * looked at again, whatever it contains.
 */
final class References {
    static final Pattern REFERENCE = Pattern.compile("\\{\\{\\s*([A-Za-z0-9_.]{1,200})\\s*}}");
    private static final int LONGEST = 20_000;

    private final JsonNode values;

    /** @param values {@code input}, {@code steps} and {@code service} */
    References(Map<String, ?> values) {
        this.values = Json.tree(values);
    }

    /** A reference to a value that is not there. */
    static final class Missing extends Exception {
        Missing(String reference) {
            super("There is no value for {{" + reference + "}}.");
        }
    }

    Map<String, @Nullable Object> in(@Nullable Map<String, @Nullable Object> arguments) throws Missing {
        var filled = new LinkedHashMap<String, @Nullable Object>();
        if (arguments != null)
            for (var argument : arguments.entrySet()) filled.put(argument.getKey(), value(argument.getValue()));
        return filled;
    }

    private @Nullable Object value(@Nullable Object given) throws Missing {
        switch (given) {
            case String text -> {
                return text(text);
            }
            case Map<?, ?> members -> {
                var filled = new LinkedHashMap<String, @Nullable Object>();
                for (var member : members.entrySet()) filled.put(member.getKey().toString(), value(member.getValue()));
                return filled;
            }
            case List<?> items -> {
                var filled = new java.util.ArrayList<@Nullable Object>();
                for (Object item : items) filled.add(value(item));
                return filled;
            }
            case null -> {
                return null;
            }
            default -> {
                return given;
            }
        }
    }

    /** A text that is one reference becomes the value itself; elsewhere it becomes a part of the text. */
    private @Nullable Object text(String text) throws Missing {
        var whole = REFERENCE.matcher(text);
        if (whole.matches()) return Json.convert(found(whole.group(1)), Object.class);
        var parts = REFERENCE.matcher(text);
        var filled = new StringBuilder();
        int at = 0;
        while (parts.find()) {
            var value = found(parts.group(1));
            filled.append(text, at, parts.start()).append(value.isString() ? value.asString() : value.toString());
            at = parts.end();
        }
        return OutsideData.text(filled.append(text.substring(at)).toString(), LONGEST);
    }

    private JsonNode found(String reference) throws Missing {
        JsonNode value = values;
        for (String name : reference.split("\\."))
            value = name.matches("\\d{1,6}") && value.isArray() ? value.path(Integer.parseInt(name)) : value.path(name);
        if (value.isMissingNode()) throw new Missing(reference);
        return value;
    }

    /** All references in arguments. */
    static Set<String> of(@Nullable Object arguments) {
        var found = new TreeSet<String>();
        collect(arguments, found);
        return found;
    }

    private static void collect(@Nullable Object given, Set<String> found) {
        switch (given) {
            case String text -> {
                var parts = REFERENCE.matcher(text);
                while (parts.find()) found.add(parts.group(1));
            }
            case Map<?, ?> members -> members.values().forEach(value -> collect(value, found));
            case List<?> items -> items.forEach(item -> collect(item, found));
            case null, default -> {}
        }
    }

    /** The name after a prefix such as {@code input.}, up to the next dot. */
    static Optional<String> named(String reference, String prefix) {
        if (!reference.startsWith(prefix)) return Optional.empty();
        String rest = reference.substring(prefix.length());
        int dot = rest.indexOf('.');
        return Optional.of(dot < 0 ? rest : rest.substring(0, dot)).filter(name -> !name.isEmpty());
    }
}
