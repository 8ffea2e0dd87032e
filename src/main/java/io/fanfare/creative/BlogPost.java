package io.fanfare.creative;

import io.fanfare.ai.Source;
import io.fanfare.kernel.Markup;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A post of elsewhere that others are made of. {@code author} is as its front matter has it (a text, a list or objects),
 * {@code authors} are the names alone; {@code date} is as it was written. {@code html} is safe to show.
 */
public record BlogPost(
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
        @Nullable UUID createdBy,
        Instant createdAt) {
    /** What it was written in. */
    public enum Format {
        MARKDOWN,
        HTML
    }

    /** As it is answered; in lists without its text. */
    public record Answer(
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
            int repurposed,
            Instant createdAt) {}

    Answer answer(boolean whole, int repurposed) {
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
                whole && isMarkdown ? content : null,
                whole ? isMarkdown ? Markup.html(content) : content : null,
                sourceUrl,
                campaignId,
                words,
                repurposed,
                createdAt);
    }

    Source source() {
        return format == Format.MARKDOWN
                ? Source.ofMarkdown(title, description, content, sourceUrl, tags)
                : Source.ofHtml(title, description, content, sourceUrl, tags);
    }
}
