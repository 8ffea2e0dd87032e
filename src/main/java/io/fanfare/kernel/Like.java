package io.fanfare.kernel;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Patterns for {@code like} on lower-case text. */
public final class Like {
    private Like() {}

    /** Finds the words of an optional filter anywhere in a text; null without words. */
    public static @Nullable String optional(@Nullable String words) {
        return words == null || words.isEmpty() ? null : contains(words);
    }

    /** Finds the words anywhere in a text. */
    public static String contains(String words) {
        return "%" + literal(words) + "%";
    }

    /** The words in lower case, with the characters escaped that have a meaning in a pattern. */
    public static String literal(String words) {
        return words.toLowerCase(Locale.ROOT)
                .replace("\\", "\\\\")
                .replace("%", "\\%")
                .replace("_", "\\_");
    }
}
