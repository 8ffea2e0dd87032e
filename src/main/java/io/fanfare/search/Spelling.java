package io.fanfare.search;

import java.util.Arrays;

/** How many typing errors lie between two words: letters that were left out, added, replaced, or swapped with the next one. */
final class Spelling {
    private static final int SHORT = 3;
    private static final int LONG = 6;

    private Spelling() {}

    /** How many errors a word of this length may have. */
    static int allowed(String word) {
        return word.length() < SHORT ? 0 : word.length() < LONG ? 1 : 2;
    }

    static int errors(String typed, String word) {
        return last(typed, word)[word.length()];
    }

    /** The same where the rest of the word has not been typed yet. */
    static int errorsInBeginning(String typed, String word) {
        return Arrays.stream(last(typed, word)).min().orElseThrow();
    }

    /** The errors between what was typed and each beginning of the word (optimal string alignment). */
    private static int[] last(String typed, String word) {
        int[] beforeLast = new int[word.length() + 1];
        int[] previous = new int[word.length() + 1];
        Arrays.setAll(previous, i -> i);
        for (int i = 1; i <= typed.length(); i++) {
            int[] row = new int[word.length() + 1];
            row[0] = i;
            for (int j = 1; j <= word.length(); j++) {
                int other = typed.charAt(i - 1) == word.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1], previous[j]) + 1, previous[j - 1] + other);
                if (i > 1
                        && j > 1
                        && typed.charAt(i - 1) == word.charAt(j - 2)
                        && typed.charAt(i - 2) == word.charAt(j - 1)) row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
            }
            beforeLast = previous;
            previous = row;
        }
        return previous;
    }
}
