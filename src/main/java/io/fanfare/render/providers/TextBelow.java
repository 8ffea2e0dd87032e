package io.fanfare.render.providers;

import java.text.BreakIterator;
import java.util.Locale;

/** What a picture says below its headline: a line or two. More would be too small to read, and the post says it anyway. */
public final class TextBelow {
    private static final int MOST = 140;

    private TextBelow() {}

    /** The first sentences that fit; of a longer first one, its beginning. */
    public static String of(String text) {
        String plain = text.strip();
        if (plain.length() <= MOST) return plain;
        var sentences = BreakIterator.getSentenceInstance(Locale.ROOT);
        sentences.setText(plain);
        int end = 0;
        for (int next = sentences.next(); next != BreakIterator.DONE && next <= MOST; next = sentences.next())
            end = next;
        String whole = plain.substring(0, end).strip();
        if (!whole.isEmpty()) return whole;
        int space = plain.lastIndexOf(' ', MOST - 1);
        return plain.substring(0, space < MOST / 2 ? MOST - 1 : space).strip() + "…";
    }
}
