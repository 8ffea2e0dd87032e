package io.fanfare.creative;

import io.fanfare.ai.Source;
import io.fanfare.kernel.Markup;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An imported blog post, from which other texts are created. {@code author} is as its front matter has it (a text, a list or
 * objects), {@code authors} are the names; {@code date} is as it was written; {@code frontMatter} holds all fields of the
 * front matter (slug, aliases, translator, …). {@code words} counts each Chinese or Japanese character as a word. {@code html}
 * is sanitized.
 */
record BlogPost(
        UUID id,
        @Nullable UUID campaignId,
        String title,
        @Nullable String date,
        @Nullable Object author,
        List<String> authors,
        List<String> tags,
        @Nullable String description,
        Format format,
        String content,
        @Nullable String sourceUrl,
        int words,
        Map<String, Object> frontMatter,
        @Nullable UUID createdBy,
        Instant createdAt) {
    /** The format of its text. */
    enum Format {
        MARKDOWN,
        HTML
    }

    /** A blog post in responses; in lists without its text and front matter. */
    record Answer(
            UUID id,
            String title,
            @Nullable String date,
            @Nullable Object author,
            List<String> authors,
            List<String> tags,
            @Nullable String description,
            Format format,
            @Nullable String markdown,
            @Nullable String html,
            @Nullable String sourceUrl,
            @Nullable UUID campaignId,
            int words,
            Map<String, Object> frontMatter,
            int repurposed,
            Instant createdAt) {}

    Answer answer(boolean full, int repurposed) {
        boolean isMarkdown = format == Format.MARKDOWN;
        return new Answer(
                id,
                title,
                date,
                author,
                authors,
                tags,
                description,
                format,
                full && isMarkdown ? content : null,
                full ? isMarkdown ? Markup.html(content) : content : null,
                sourceUrl,
                campaignId,
                words,
                frontMatter,
                repurposed,
                createdAt);
    }

    Source source() {
        return format == Format.MARKDOWN
                ? Source.ofMarkdown(title, description, content, sourceUrl, tags)
                : Source.ofHtml(title, description, content, sourceUrl, tags);
    }
}
