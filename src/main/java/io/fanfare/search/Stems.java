package io.fanfare.search;

import java.util.List;

/** Which words have other forms. PostgreSQL computes their stems ({@code search_stem}). */
final class Stems {
    /** All languages that texts are told to be in; some have no stems. */
    static final List<String> LANGUAGES = List.of(
            "ar", "de", "el", "en", "es", "fr", "he", "it", "ja", "ko", "nl", "pl", "pt", "ru", "sv", "th", "zh");

    private static final int SHORTEST = 3;
    private static final int LONGEST = 40;

    private Stems() {}

    /** Whether other forms of a word are looked for, and words like it: not of numbers, codes and very short words. */
    static boolean isWord(String plain) {
        return plain.length() >= SHORTEST
                && plain.length() <= LONGEST
                && plain.chars().allMatch(Character::isLetter);
    }
}
