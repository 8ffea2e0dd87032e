package io.fanfare.kernel;

import java.util.Locale;

/** Patterns for {@code like} on lower-case text. */
public final class Like {
    private Like() {}

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
