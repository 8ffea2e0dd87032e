package io.fanfare.social;

import io.fanfare.kernel.Refused;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What can be changed in a post until it is published: title, text (Markdown for the newsroom), media, alternative texts, link. */
public record PostDetails(
        @Nullable @Size(max = PostDetails.LONGEST_TITLE) String title,
        @NotBlank @Size(max = PostDetails.LONGEST_TEXT) String text,
        @Size(max = PostDetails.MOST_ASSETS) List<@NotNull UUID> assetIds,
        @Nullable @Size(max = PostDetails.LONGEST_LINK) String link,

        @Size(max = PostDetails.MOST_ASSETS)
        Map<UUID, @NotBlank @Size(max = PostDetails.LONGEST_ALT) String> altTexts) {
    static final int LONGEST_TITLE = 300;
    static final int LONGEST_TEXT = 100_000;
    static final int MOST_ASSETS = 20;
    static final int LONGEST_LINK = 2000;
    static final int LONGEST_ALT = 5000;

    public PostDetails {
        assetIds = Objects.requireNonNullElse(assetIds, List.of());
        altTexts = Objects.requireNonNullElse(altTexts, Map.of());
    }

    PostDetails checked() {
        if (link != null && !isWebAddress(link))
            throw Refused.invalid("link", "must be a web address, e.g. https://example.com/page");
        if (!assetIds.containsAll(altTexts.keySet()))
            throw Refused.invalid("altTexts", "must describe only files in assetIds");
        return this;
    }

    /** For lists: the title, or the beginning of the text. */
    String heading() {
        return heading(title, text);
    }

    static String heading(@Nullable String title, String text) {
        return title == null || title.isBlank() ? beginning(text) : title;
    }

    private static String beginning(String text) {
        String line = text.strip().lines().findFirst().orElse("").replaceFirst("^#+\\s*", "");
        return line.codePointCount(0, line.length()) <= 80
                ? line
                : line.substring(0, line.offsetByCodePoints(0, 79)) + "…";
    }

    private static boolean isWebAddress(String text) {
        try {
            var uri = new URI(text);
            boolean web = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
            return web && uri.getHost() != null;
        } catch (URISyntaxException malformed) {
            return false;
        }
    }
}
