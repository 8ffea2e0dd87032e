package io.fanfare.social;

import io.fanfare.kernel.Markup;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
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
    /** A list as posts of other channels write it, which Markdown would run together. */
    private static final Pattern BULLET = Pattern.compile("(?m)^• ");

    private static final Pattern HASHTAGS = Pattern.compile("(#[\\p{L}\\p{N}_]+\\s*)+");
    private static final Pattern ENDED = Pattern.compile("[\\p{Punct}。！？…”’»]$");

    String heading() {
        return PostDetails.heading(title, text);
    }

    /** Without a first line that the heading repeats. */
    String html() {
        String html = Markup.html(BULLET.matcher(text).replaceAll("- "));
        var document = Jsoup.parseBodyFragment(html);
        var first = document.body().firstElementChild();
        if (first == null
                || first.nextElementSibling() == null
                || !first.select("img, a").isEmpty()
                || !first.text().strip().equals(heading())) return html;
        first.remove();
        document.outputSettings().prettyPrint(false);
        return document.body().html().strip();
    }

    /** The description of a picture; empty where it has none. */
    String alt(UUID asset) {
        return altTexts.getOrDefault(asset, "");
    }

    /** The first picture. */
    @Nullable
    UUID picture() {
        return assetIds.isEmpty() ? null : assetIds.getFirst();
    }

    /** The host of the link. */
    String host() {
        return link == null ? "" : String.valueOf(URI.create(link).getHost());
    }

    String plainText() {
        return Markup.plainText(text);
    }

    /** How it begins, on one line: paragraphs end with punctuation, and a line of hashtags is left out. */
    String excerpt() {
        var line = new StringBuilder();
        for (var block : Jsoup.parseBodyFragment(html()).body().children()) {
            String part = block.text().strip();
            if (part.isEmpty() || HASHTAGS.matcher(part).matches()) continue;
            if (!line.isEmpty()) line.append(ENDED.matcher(line).find() ? " " : ". ");
            line.append(part);
            if (line.length() > 2 * EXCERPT) break;
        }
        if (line.codePointCount(0, line.length()) <= EXCERPT) return line.toString();
        String cut = line.substring(0, line.offsetByCodePoints(0, EXCERPT));
        int space = cut.lastIndexOf(' ');
        return (space > EXCERPT / 2 ? cut.substring(0, space) : cut) + "…";
    }
}
