package io.fanfare.search;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A word of a text: where it stands, and its plain form without accents and in lower case. Scripts without spaces between words
 * are read character by character.
 */
record SearchWord(String plain, int from, int to) {
    private static final int MOST_CHARACTERS = 200;
    private static final Pattern MARKS = Pattern.compile("\\p{Mn}+");
    /** Letters that Unicode does not decompose. */
    private static final Map<Character, String> LETTERS = Map.of(
            'ß', "ss", 'æ', "ae", 'œ', "oe", 'ø', "o", 'đ', "d", 'ð', "d", 'ł', "l", 'þ', "th", 'ı', "i", 'ħ', "h");

    static List<SearchWord> of(String text) {
        var words = new ArrayList<SearchWord>();
        int start = -1;
        for (int at = 0; at < text.length(); ) {
            int letter = text.codePointAt(at);
            int next = at + Character.charCount(letter);
            if (isAlone(letter)) {
                add(words, text, start, at);
                add(words, text, at, next);
                start = -1;
            } else if (!isPart(letter, start >= 0)) {
                add(words, text, start, at);
                start = -1;
            } else if (start < 0) start = at;
            at = next;
        }
        add(words, text, start, text.length());
        return words;
    }

    private static void add(List<SearchWord> words, String text, int from, int to) {
        if (from < 0 || to - from > MOST_CHARACTERS) return;
        String plain = plain(text.substring(from, to));
        if (!plain.isEmpty()) words.add(new SearchWord(plain, from, to));
    }

    private static boolean isPart(int letter, boolean inside) {
        return Character.isLetterOrDigit(letter)
                || inside
                        && switch (Character.getType(letter)) {
                            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK -> true;
                            default -> false;
                        };
    }

    private static boolean isAlone(int letter) {
        return letter >= 0x0E00
                && switch (UnicodeScript.of(letter)) {
                    case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> Character.isLetterOrDigit(letter);
                    default -> false;
                };
    }

    private static String plain(String word) {
        // й is a letter of its own, not an и with an accent: the endings of Russian words depend on it.
        String parts = Normalizer.normalize(word, Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .replace("и\u0306", "й");
        String bare = MARKS.matcher(parts).replaceAll("");
        var plain = new StringBuilder(bare.length());
        for (char letter : bare.toCharArray())
            if (Character.isLetterOrDigit(letter) || Character.isSurrogate(letter) || isMark(letter))
                plain.append(LETTERS.getOrDefault(letter, String.valueOf(letter)));
        return plain.toString();
    }

    private static boolean isMark(char letter) {
        return Character.getType(letter) == Character.COMBINING_SPACING_MARK;
    }
}
