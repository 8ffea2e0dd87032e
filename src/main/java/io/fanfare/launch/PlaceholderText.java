package io.fanfare.launch;

import io.fanfare.kernel.Json;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Placeholders within texts: {@code [[product]]} is what a person fills in, {@code [[day+14]]} a day counted from the launch. */
final class PlaceholderText {
    static final String DAY = "day";

    private static final Pattern USE =
            Pattern.compile("\\[\\[([a-z0-9][a-zA-Z0-9_]{0,49})(?:([+-]\\d{1,5}))?(?: ([a-z]{1,10}))?]]");
    /** A hashtag has no spaces and no punctuation. */
    private static final Pattern NOT_IN_HASHTAG = Pattern.compile("[^\\p{L}\\p{N}_#＃]+");

    private static final String HASHTAGS = "hashtags";

    private PlaceholderText() {}

    /** The keys that texts use, in their order; days are none. */
    static Set<String> usedIn(Object content) {
        var keys = new LinkedHashSet<String>();
        texts(Json.convert(content, Map.class), text -> {
            USE.matcher(text).results().map(found -> found.group(1)).forEach(keys::add);
            return text;
        });
        keys.remove(DAY);
        return keys;
    }

    /** A text with its placeholders filled in; one without a value becomes empty. */
    static String filled(String text, Map<String, String> values, LocalDate launch) {
        if (!text.contains("[[")) return text;
        return USE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(value(found, values, launch)));
    }

    private static String value(MatchResult found, Map<String, String> values, LocalDate launch) {
        if (!found.group(1).equals(DAY)) return values.getOrDefault(found.group(1), "");
        int offset = found.group(2) == null ? 0 : Integer.parseInt(found.group(2));
        return DayForm.of(found.group(3)).text(launch.plusDays(offset));
    }

    /** Everything with its placeholders filled in; within hashtags without what those can't have. */
    static Map<String, Object> filled(Map<?, ?> content, Map<String, String> values, LocalDate launch) {
        return members(
                content,
                (member, text) -> HASHTAGS.equals(member) && text.contains("[[")
                        ? NOT_IN_HASHTAG.matcher(filled(text, values, launch)).replaceAll("")
                        : filled(text, values, launch));
    }

    /** Everything with other texts. */
    static Map<String, Object> texts(Map<?, ?> content, UnaryOperator<String> change) {
        return members(content, (member, text) -> change.apply(text));
    }

    private static Map<String, Object> members(Map<?, ?> object, BinaryOperator<String> change) {
        var members = new LinkedHashMap<String, Object>();
        object.forEach((name, value) -> {
            if (value != null) members.put((String) name, changed((String) name, value, change));
        });
        return members;
    }

    private static Object changed(String member, Object value, BinaryOperator<String> change) {
        return switch (value) {
            case Map<?, ?> object -> members(object, change);
            case List<?> list ->
                list.stream().map(each -> changed(member, each, change)).toList();
            case String text -> change.apply(member, text);
            default -> value;
        };
    }
}
