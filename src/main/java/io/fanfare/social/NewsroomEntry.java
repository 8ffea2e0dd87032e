package io.fanfare.social;

import io.fanfare.kernel.Markup;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;

/** A post as the newsroom shows it. */
record NewsroomEntry(
        UUID postId,
        @Nullable UUID campaignId,
        String slug,
        @Nullable String title,
        String text,
        List<UUID> assetIds,
        Map<UUID, String> altTexts,
        @Nullable String link,
        Instant publishedAt) {
    private static final int EXCERPT = 240;

    String heading() {
        return PostDetails.heading(title, text);
    }

    String html() {
        return Markup.html(text);
    }

    /** What a picture of it shows; empty where nobody said. */
    String alt(UUID asset) {
        return altTexts.getOrDefault(asset, "");
    }

    String plainText() {
        return Markup.plainText(text);
    }

    /** How it begins, on one line. */
    String excerpt() {
        String line = Jsoup.parse(html()).text().strip();
        if (line.codePointCount(0, line.length()) <= EXCERPT) return line;
        String cut = line.substring(0, line.offsetByCodePoints(0, EXCERPT));
        int space = cut.lastIndexOf(' ');
        return (space > EXCERPT / 2 ? cut.substring(0, space) : cut) + "…";
    }
}
