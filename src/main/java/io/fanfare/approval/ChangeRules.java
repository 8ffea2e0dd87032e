package io.fanfare.approval;

import io.fanfare.kernel.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;

/**
 * Classifies what changed between two versions of an item by {@code approval/change-rules.json}: each field that differs by the rule
 * for it, and what has no rule as substantive.
 */
final class ChangeRules {
    private static final List<Rule> RULES = load();

    private ChangeRules() {}

    /** A rule for one field of a kind; an asterisk stands for one name in its path. */
    record Rule(String id, String kind, Scope scope, String field, Test test) {
        private boolean covers(String itemKind, Scope itemScope, String path) {
            if (!kind.equals(itemKind) || scope != itemScope) return false;
            var names = field.split("\\.", -1);
            var parts = path.split("\\.", -1);
            if (names.length != parts.length) return false;
            for (int at = 0; at < names.length; at++)
                if (!names[at].equals("*") && !names[at].equals(parts[at])) return false;
            return true;
        }
    }

    /** What a rule looks at. */
    enum Test {
        /** Each change is metadata. */
        METADATA,
        /** A text by its wording. */
        WORDS,
        /** The same where lines have a meaning. */
        LINES,
        /** An address without its tags. */
        LINK_TAGS
    }

    /** The class of a change with the rules that gave it; {@code unknown} stands for what has no rule. */
    record Classified(ChangeClass change, List<String> rules) {
        static final Classified UNKNOWN = new Classified(ChangeClass.SUBSTANTIVE, List.of("unknown"));
    }

    /** Without either version it is substantive. */
    static Classified classify(String kind, Scope scope, @Nullable JsonNode decided, @Nullable JsonNode now) {
        if (decided == null || now == null) return Classified.UNKNOWN;
        var before = new HashMap<String, String>();
        var after = new HashMap<String, String>();
        flatten("", decided, before);
        flatten("", now, after);
        var paths = new TreeSet<>(before.keySet());
        paths.addAll(after.keySet());
        paths.removeIf(path -> Objects.equals(before.get(path), after.get(path)));
        if (paths.isEmpty()) return Classified.UNKNOWN;
        var change = ChangeClass.COSMETIC;
        var rules = new TreeSet<String>();
        for (String path : paths) {
            var rule =
                    RULES.stream().filter(one -> one.covers(kind, scope, path)).findFirst();
            if (rule.isEmpty()) return Classified.UNKNOWN;
            rules.add(rule.get().id());
            change = change.or(apply(rule.get().test(), before.get(path), after.get(path)));
        }
        return new Classified(change, List.copyOf(rules));
    }

    private static ChangeClass apply(Test test, @Nullable String before, @Nullable String after) {
        if (test == Test.METADATA) return ChangeClass.METADATA;
        if (before == null || after == null) return ChangeClass.SUBSTANTIVE;
        return switch (test) {
            case METADATA -> ChangeClass.METADATA;
            case WORDS -> Wording.compare(before, after, false);
            case LINES -> Wording.compare(before, after, true);
            case LINK_TAGS -> Wording.compareLinks(before, after);
        };
    }

    /** Every value by its path; an empty value is one too, and a list has a length. */
    private static void flatten(String path, JsonNode node, Map<String, String> into) {
        if (node.isObject())
            node.propertyStream().forEach(one -> flatten(join(path, one.getKey()), one.getValue(), into));
        else if (node.isArray()) {
            into.put(join(path, "length"), String.valueOf(node.size()));
            for (int at = 0; at < node.size(); at++) flatten(join(path, String.valueOf(at)), node.get(at), into);
        } else if (!node.isNull()) into.put(path, node.asString());
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static List<Rule> load() {
        try (InputStream in = ChangeRules.class.getResourceAsStream("/approval/change-rules.json")) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return Json.read(text, new TypeReference<List<Rule>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
