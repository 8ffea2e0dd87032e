package io.fanfare.creative;

import io.fanfare.kernel.Json;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Texts;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;
import tools.jackson.core.JacksonException;
import tools.jackson.dataformat.toml.TomlMapper;

/**
 * The front matter of a post: YAML between {@code ---} or TOML between {@code +++}. Values are kept as they were
 * written: a date stays a date and {@code 1.0} stays {@code 1.0}.
 */
record FrontMatter(Map<String, Object> values, String body) {
    private static final int LONGEST = 64_000;
    private static final int MOST_NAMES = 100;
    private static final int LONGEST_TEXT = 1_000;
    private static final Pattern FENCE = Pattern.compile("\\A\\uFEFF?(---|\\+\\+\\+)[ \\t]*\\r?\\n");
    private static final Pattern ALWAYS = Pattern.compile("\\s*[;；、]\\s*|\\s+[|]\\s+");
    private static final Pattern BETWEEN_NAMES =
            Pattern.compile("\\s*[,，]\\s+(?:(?:and|und|et|y|e|en|i)\\s+)?|\\s+(?:and|&|und|et|y|e|en|i)\\s+");
    /** Two words or more, with or without a role in brackets. */
    private static final Pattern FULL_NAME = Pattern.compile(
            "\\p{Lu}[\\p{L}.'’-]*(?:\\s+(?:(?:van|von|de|der|den|da|di|du|del|della|la|le|ten|ter|bin|al)\\s+)*\\p{Lu}[\\p{L}.'’-]*)+(?:\\s*[(（][^()（）]{1,100}[)）])?");

    private static final TomlMapper TOML = new TomlMapper();

    static FrontMatter of(String markdown) {
        var opening = FENCE.matcher(markdown);
        if (!opening.find()) return new FrontMatter(Map.of(), markdown);
        String fence = opening.group(1);
        String end = fence.equals("---") ? "(?m)^(?:---|\\.\\.\\.)[ \\t]*\\r?$" : "(?m)^\\+\\+\\+[ \\t]*\\r?$";
        var closing = Pattern.compile(end).matcher(markdown);
        if (!closing.find(opening.end())) {
            // A post may also begin with a horizontal rule.
            if (fence.equals("---")) return new FrontMatter(Map.of(), markdown);
            throw broken("must end its front matter with a line +++");
        }
        String head = markdown.substring(opening.end(), closing.start());
        if (head.length() > LONGEST) throw broken("must have front matter of at most " + LONGEST + " characters");
        int body = Math.min(markdown.length(), closing.end() + 1);
        var values = fence.equals("---") ? yaml(head) : toml(head);
        if (values.isEmpty()) return new FrontMatter(Map.of(), markdown);
        return new FrontMatter(values.get(), markdown.substring(body));
    }

    /** Empty if it is text between two horizontal rules and not front matter. */
    private static Optional<Map<String, Object>> yaml(String head) {
        var options = new LoaderOptions();
        options.setMaxAliasesForCollections(20);
        options.setNestingDepthLimit(20);
        options.setCodePointLimit(LONGEST);
        options.setAllowRecursiveKeys(false);
        options.setAllowDuplicateKeys(false);
        Object read;
        try {
            var yaml = new Yaml(
                    new SafeConstructor(options),
                    new Representer(new DumperOptions()),
                    new DumperOptions(),
                    options,
                    new Untagged());
            read = yaml.load(head);
        } catch (YAMLException wrong) {
            throw broken("must have valid YAML in its front matter: " + first(wrong.getMessage()));
        } catch (RuntimeException odd) {
            // A value with an explicit tag such as !!int need not match it.
            throw broken("must not have front matter values that contradict their YAML tag");
        } catch (StackOverflowError deep) {
            throw broken("must not have deeply nested front matter");
        }
        if (read == null) return Optional.of(Map.of());
        if (read instanceof Map<?, ?> map) return Optional.of(named(map));
        return Optional.empty();
    }

    private static Optional<Map<String, Object>> toml(String head) {
        Map<?, ?> read;
        try {
            read = Json.read(TOML.readTree(head).toString(), Map.class);
        } catch (JacksonException wrong) {
            throw broken("must have valid TOML in its front matter: " + first(wrong.getOriginalMessage()));
        } catch (StackOverflowError deep) {
            throw broken("must not have deeply nested front matter");
        }
        return Optional.of(named(read));
    }

    /** YAML values are read as text: {@code no} is not a boolean, {@code 2025-09-05} not an instant. */
    private static final class Untagged extends Resolver {
        @Override
        protected void addImplicitResolvers() {}
    }

    private static Map<String, Object> named(Map<?, ?> read) {
        var values = new LinkedHashMap<String, Object>();
        var unfolding = new Unfolding();
        read.forEach((key, value) -> {
            if (value != null && !isNothing(value))
                values.put(unfolding.text(key).toLowerCase(Locale.ROOT), unfolding.value(value, 1));
        });
        return values;
    }

    /**
     * Converts the values to texts, lists and objects. A few lines of aliases can expand to more than memory holds, or contain
     * themselves; what is expanded is counted and limited to what front matter without aliases could contain.
     */
    private static final class Unfolding {
        private static final int DEEPEST = 20;
        private int left = LONGEST;

        Object value(Object read, int depth) {
            if (depth > DEEPEST) throw broken("must not have deeply nested front matter");
            return switch (read) {
                case Map<?, ?> map -> {
                    var members = new LinkedHashMap<String, @Nullable Object>();
                    map.forEach((key, value) -> members.put(text(key), element(value, depth)));
                    yield members;
                }
                case Collection<?> list -> {
                    var elements = new ArrayList<@Nullable Object>();
                    for (Object element : list) elements.add(element(element, depth));
                    yield elements;
                }
                case Object[] list -> value(Arrays.asList(list), depth);
                case BigDecimal number -> number;
                case Integer number -> number;
                case Long number -> number;
                case Boolean yes -> yes;
                default -> text(read);
            };
        }

        private @Nullable Object element(@Nullable Object value, int depth) {
            take(1);
            return value == null ? null : value(value, depth + 1);
        }

        String text(@Nullable Object scalar) {
            if (scalar instanceof Map<?, ?> || scalar instanceof Collection<?> || scalar instanceof byte[])
                throw broken("must not have binary values or non-text keys in its front matter");
            String text = String.valueOf(scalar);
            take(text.length());
            Texts.flaw(text).ifPresent(flaw -> {
                throw broken("must have valid text in its front matter: it " + flaw);
            });
            return text;
        }

        private void take(int length) {
            left -= length;
            if (left < 0) throw broken("must have front matter that expands to at most " + LONGEST + " characters");
        }
    }

    private static boolean isNothing(Object value) {
        return value instanceof String text && (text.isBlank() || text.equals("~") || text.equals("null"));
    }

    private static Refused broken(String reason) {
        return Refused.invalid("markdown", reason);
    }

    private static String first(@Nullable String message) {
        String line =
                message == null ? "" : message.lines().findFirst().orElse("").replaceAll("[\\p{Cntrl}]", " ");
        return Texts.cut(line, 160);
    }

    Optional<String> text(String... names) {
        for (String name : names) {
            Object value = values.get(name);
            if (value instanceof List<?> || value instanceof Map<?, ?> || value == null) continue;
            String text = String.valueOf(value);
            if (text.length() > LONGEST_TEXT * 5)
                throw broken("must have a " + name + " of at most " + LONGEST_TEXT * 5 + " characters");
            return Optional.of(text);
        }
        return Optional.empty();
    }

    /** The author as written: a text, a list or an object. */
    Optional<Object> author() {
        Object author = values.getOrDefault("author", values.get("authors"));
        if (author == null) return Optional.empty();
        if (Json.of(author).text().length() > 20_000) throw broken("must have an author of at most 20,000 characters");
        return Optional.of(author);
    }

    /** The names of the authors, in whichever form they are written. */
    static List<String> names(@Nullable Object author) {
        var names = new ArrayList<String>();
        collect(author, names);
        return names.stream().distinct().limit(MOST_NAMES).toList();
    }

    private static void collect(@Nullable Object author, List<String> names) {
        switch (author) {
            case null -> {}
            case List<?> list -> list.forEach(one -> collect(one, names));
            case Map<?, ?> map -> {
                Object name = map.containsKey("name") ? map.get("name") : map.get("title");
                if (name != null && !(name instanceof Map<?, ?>)) collect(name, names);
                else if (name == null)
                    map.values().stream().filter(Map.class::isInstance).forEach(one -> collect(one, names));
            }
            default -> {
                for (String name : separate(String.valueOf(author).strip()))
                    if (!name.isEmpty() && name.length() <= LONGEST_TEXT) names.add(name);
            }
        }
    }

    /** "Ann Example, Bo Sample and Cy Third" are three names; "Ann Example, CTO" and "Marks and Spencer" are one. */
    private static List<String> separate(String names) {
        for (Pattern separator : List.of(ALWAYS, BETWEEN_NAMES)) {
            var parts = Stream.of(separator.split(names)).map(String::strip).toList();
            boolean separated = parts.size() > 1
                    && (separator == ALWAYS
                            || parts.stream()
                                    .allMatch(part -> FULL_NAME.matcher(part).matches()));
            if (separated)
                return parts.stream().flatMap(part -> separate(part).stream()).toList();
        }
        return List.of(names);
    }

    List<String> tags() {
        Object tags = values.getOrDefault("tags", values.getOrDefault("tag", values.get("keywords")));
        if (tags == null && values.get("taxonomies") instanceof Map<?, ?> map) tags = map.get("tags");
        if (tags instanceof List<?> list)
            return list.stream()
                    .filter(tag -> tag instanceof String || tag instanceof Number || tag instanceof Boolean)
                    .map(String::valueOf)
                    .filter(tag -> !tag.isBlank() && tag.length() <= LONGEST_TEXT)
                    .limit(MOST_NAMES)
                    .toList();
        if (tags instanceof String text)
            return Arrays.stream(text.split(","))
                    .map(String::strip)
                    .filter(tag -> !tag.isEmpty())
                    .limit(MOST_NAMES)
                    .toList();
        return List.of();
    }
}
