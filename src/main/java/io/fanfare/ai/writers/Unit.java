package io.fanfare.ai.writers;

import io.fanfare.ai.Sentences;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One sentence, a list with the sentence that introduces it, or a quotation with its speaker.
 *
 * @param leans it needs the sentence before it
 * @param asks it asks readers to do something
 */
record Unit(
        String text,
        List<String> items,
        int place,
        int block,
        int section,
        Set<String> words,
        double weight,
        Origin origin,
        boolean leans,
        boolean asks,
        @Nullable String speaker) {
    /** Where a unit comes from, and whether it can be used on its own. */
    enum Origin {
        BODY,
        QUOTATION,
        /** Mostly code. */
        CODE,
        /** Courtesies, credits, disclaimers, tables of contents. */
        BOILERPLATE,
        /** It points to something that is not there. */
        INCOMPLETE
    }

    private static final Pattern POINTS = Pattern.compile(
            "(?i)^(?:please\\s+)?(?:read|see|view|download|browse|click|listen|watch|check|find out|learn more)\\b.*");
    private static final Pattern PLACE =
            Pattern.compile("[\\p{L}\\p{N}-]+\\.[a-z]{2,24}(?:/|\\b)|@[\\p{L}\\p{N}_]|[#＃]\\p{L}");

    /** It may be published, on its own or after the sentence that it needs. */
    boolean usable() {
        return switch (origin) {
            case BODY, QUOTATION, CODE -> true;
            case BOILERPLATE, INCOMPLETE -> false;
        };
    }

    boolean isQuotation() {
        return origin == Origin.QUOTATION;
    }

    /** It sends readers somewhere without saying where. */
    boolean points() {
        return items.isEmpty() && POINTS.matcher(text).matches() && asks && !isPlaced();
    }

    /** It names a URL, a host, an account or a tag. */
    boolean isPlaced() {
        return PLACE.matcher(text).find();
    }

    /** A complete sentence, as far as its end shows. */
    boolean isEnded() {
        return !isQuotation() && Sentences.isEnded(text) && !text.endsWith(":") && !text.endsWith("：");
    }

    boolean isList() {
        return !items.isEmpty();
    }

    /** As it is published: a list with one item per line, a quotation in quotation marks with its speaker. */
    String whole() {
        if (speaker != null) return "“" + text + "” — " + speaker;
        if (items.isEmpty()) return text;
        return (text.isEmpty() ? "" : text + "\n") + "• " + String.join("\n• ", items);
    }

    boolean isQuestion() {
        return text.endsWith("?") || text.endsWith("？") || text.endsWith("؟");
    }

    int size() {
        return whole().length();
    }
}
