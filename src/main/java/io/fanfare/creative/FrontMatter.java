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
 * What stands above a post: YAML between {@code ---} or TOML between {@code +++}. Every value is a text as it was written;
 * a date stays a date and {@code 1.0} stays {@code 1.0}.
 */
record FrontMatter(Map<String, Object> values, String body) {
    private static final int LONGEST = 64_000;
    private static final int MOST_NAMES = 100;
    private static final int LONGEST_TEXT = 1_000;
    private static final Pattern FENCE = Pattern.compile("\\A\\uFEFF?(---|\\+\\+\\+)[ \\t]*\\r?\\n");
    private static final TomlMapper TOML = new TomlMapper();

    static FrontMatter of(String markdown) {
        var opening = FENCE.matcher(markdown);
        if (!opening.find()) return new FrontMatter(Map.of(), markdown);
        String fence = opening.group(1);
        String end = fence.equals("---") ? "(?m)^(?:---|\\.\\.\\.)[ \\t]*\\r?$" : "(?m)^\\+\\+\\+[ \\t]*\\r?$";
        var closing = Pattern.compile(end).matcher(markdown);
        if (!closing.find(opening.end())) {
            // A line across the page is where a post may begin too.
            if (fence.equals("---")) return new FrontMatter(Map.of(), markdown);
            throw broken("its front matter does not end: a line +++ is missing");
        }
        String head = markdown.substring(opening.end(), closing.start());
        if (head.length() > LONGEST) throw broken("its front matter is longer than " + LONGEST + " characters");
        int body = Math.min(markdown.length(), closing.end() + 1);
        var values = fence.equals("---") ? yaml(head) : toml(head);
        if (values.isEmpty()) return new FrontMatter(Map.of(), markdown);
        return new FrontMatter(values.get(), markdown.substring(body));
    }

    /** Empty where it is a text between two lines across the page and no front matter at all. */
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
            throw broken("its front matter is no YAML: " + first(wrong.getMessage()));
        } catch (RuntimeException odd) {
            // What carries a tag of its own, such as !!int, need not be what the tag says.
            throw broken("its front matter holds a value that is not what its tag says");
        } catch (StackOverflowError deep) {
            throw broken("its front matter is nested too deeply");
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
            throw broken("its front matter is no TOML: " + first(wrong.getOriginalMessage()));
        } catch (StackOverflowError deep) {
            throw broken("its front matter is nested too deeply");
        }
        return Optional.of(named(read));
    }

    /** No value of YAML is taken for anything but a text: {@code no} is no boolean, {@code 2025-09-05} no instant. */
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
     * What was read as texts, lists and objects alone. An alias stands for all that it names, so that a few lines may mean
     * more than memory holds, or themselves: what is unfolded is counted, and is no longer than it could be without aliases.
     */
    private static final class Unfolding {
        private static final int DEEPEST = 20;
        private int left = LONGEST;

        Object value(Object read, int depth) {
            if (depth > DEEPEST) throw broken("its front matter is nested too deeply");
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
                throw broken("its front matter holds bytes, or a name that is no text");
            String text = String.valueOf(scalar);
            take(text.length());
            Texts.flaw(text).ifPresent(flaw -> {
                throw broken("its front matter " + flaw);
            });
            return text;
        }

        private void take(int length) {
            left -= length;
            if (left < 0) throw broken("its front matter unfolds to more than " + LONGEST + " characters");
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
                throw broken("its " + name + " is longer than " + LONGEST_TEXT * 5 + " characters");
            return Optional.of(text);
        }
        return Optional.empty();
    }

    /** As it was written: a text, a list or an object. */
    Optional<Object> author() {
        Object author = values.getOrDefault("author", values.get("authors"));
        if (author == null) return Optional.empty();
        if (Json.of(author).text().length() > 20_000) throw broken("its author is longer than 20,000 characters");
        return Optional.of(author);
    }

    /** The names alone, whichever way they are written. */
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
                String name = String.valueOf(author).strip();
                if (!name.isEmpty() && name.length() <= LONGEST_TEXT) names.add(name);
            }
        }
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
            return java.util.Arrays.stream(text.split(","))
                    .map(String::strip)
                    .filter(tag -> !tag.isEmpty())
                    .limit(MOST_NAMES)
                    .toList();
        return List.of();
    }
}
