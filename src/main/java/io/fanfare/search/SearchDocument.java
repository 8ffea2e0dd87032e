package io.fanfare.search;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A thing as {@link SearchSource#select()} returns it. */
record SearchDocument(
        UUID id,
        @Nullable UUID campaignId,
        @Nullable UUID draftId,
        String title,
        @Nullable String subtitle,
        @Nullable String body,
        @Nullable String status,
        @Nullable String channel,
        @Nullable UUID ownerId,
        List<String> tags,
        Instant updatedAt) {
    private static final int MOST_BODY = 50_000;

    /** The words as PostgreSQL indexes them: those of the title weigh most, then subtitle and tags, then the text. */
    String words() {
        return new SearchVector()
                .add(title, 'A')
                .add(subtitle, 'B')
                .add(String.join(" ", tags), 'B')
                .add(shortBody(), 'C')
                .toString();
    }

    /** The title without accents and in lower case, for words with typing errors. */
    String plainTitle() {
        return String.join(
                " ", SearchWord.of(title).stream().map(SearchWord::plain).toList());
    }

    String shortBody() {
        if (body == null) return "";
        String text = body.strip().replaceAll("\\s+", " ");
        return io.fanfare.kernel.Texts.cut(text, MOST_BODY);
    }
}
