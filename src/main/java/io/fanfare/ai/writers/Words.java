package io.fanfare.ai.writers;

import java.text.BreakIterator;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** The words of a text that carry its subject, in the form in which they are compared. */
final class Words {
    private Words() {}

    static Set<String> of(String given) {
        var words = new HashSet<String>();
        String text = given;
        if (text.isBlank()) return words;
        var breaks = BreakIterator.getWordInstance(Locale.ROOT);
        // The dash between two words does not make one of them.
        text = text.replace('—', ' ').replace('–', ' ');
        breaks.setText(text);
        int from = 0;
        for (int end = breaks.next(); end != BreakIterator.DONE; from = end, end = breaks.next()) {
            String word = text.substring(from, end);
            int first = word.codePointAt(0);
            if (!Character.isLetterOrDigit(first)) continue;
            if (Character.isIdeographic(first) || isKana(first)) {
                // Without a dictionary two adjacent characters are the best guess at a word.
                for (int i = 0; i + 2 <= word.length(); i++) words.add(word.substring(i, i + 2));
                if (word.length() == 1) words.add(word);
            } else if (!StopWords.is(word)) words.add(stem(word));
        }
        return words;
    }

    private static boolean isKana(int c) {
        var script = Character.UnicodeScript.of(c);
        return script == Character.UnicodeScript.KATAKANA || script == Character.UnicodeScript.HIRAGANA;
    }

    /** Plural and singular, server's and server, are one word. */
    static String stem(String word) {
        String small = word.toLowerCase(Locale.ROOT).replace('’', '\'');
        if (small.endsWith("'s")) small = small.substring(0, small.length() - 2);
        if (small.length() > 5 && small.endsWith("ies")) return small.substring(0, small.length() - 3) + "y";
        if (small.length() > 4 && small.endsWith("s") && !small.endsWith("ss"))
            return small.substring(0, small.length() - 1);
        return small;
    }

    static double overlap(Set<String> a, Set<String> b) {
        if (a.isEmpty() || b.isEmpty()) return 0;
        long both = a.stream().filter(b::contains).count();
        return (double) both / Math.min(a.size(), b.size());
    }
}
