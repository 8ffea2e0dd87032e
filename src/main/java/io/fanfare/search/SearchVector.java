package io.fanfare.search;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The {@code tsvector} of a document, as text. It is written here and not by {@code to_tsvector}, because PostgreSQL's parser depends
 * on the locale of the database and takes an address or a hyphenated word for something special.
 */
final class SearchVector {
    /** PostgreSQL counts positions up to 16,383 and keeps 255 for each word. */
    private static final int LAST_POSITION = 16_000;

    private static final int MOST_PER_WORD = 100;
    /** Between two parts, so that a phrase never spans them. */
    private static final int GAP = 5;

    private record Entry(StringBuilder positions, int[] count) {}

    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private int position = 1;

    SearchVector add(@Nullable String text, char weight) {
        if (text == null) return this;
        for (var word : SearchWord.of(text)) {
            if (position > LAST_POSITION) return this;
            var entry = entries.computeIfAbsent(word.plain(), key -> new Entry(new StringBuilder(), new int[1]));
            if (entry.count()[0]++ < MOST_PER_WORD) {
                if (!entry.positions().isEmpty()) entry.positions().append(',');
                entry.positions().append(position).append(weight);
            }
            position++;
        }
        position += GAP;
        return this;
    }

    /** Words consist of letters and digits, so nothing is escaped. */
    @Override
    public String toString() {
        var text = new StringBuilder();
        entries.forEach((word, entry) -> text.append(text.isEmpty() ? "'" : " '")
                .append(word)
                .append("':")
                .append(entry.positions()));
        return text.toString();
    }
}
