package io.fanfare.social;

import io.fanfare.campaign.LinkTagger;
import io.fanfare.creative.Platform;
import io.fanfare.kernel.Refused;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What can be changed in a post until it is published: title, text (Markdown for the newsroom), media, alternative texts, link, and the further parts of a thread. */
public record PostDetails(
        @Nullable @Size(max = PostDetails.LONGEST_TITLE) String title,
        @NotBlank @Size(max = PostDetails.LONGEST_TEXT) String text,
        @Size(max = PostDetails.MOST_ASSETS) List<@NotNull UUID> assetIds,
        @Nullable @Size(max = PostDetails.LONGEST_LINK) String link,

        @Size(max = PostDetails.MOST_ASSETS) Map<UUID, @NotBlank @Size(max = PostDetails.LONGEST_ALT) String> altTexts,

        @Size(max = PostDetails.MOST_PARTS) List<@NotNull @Valid ThreadPart> thread) {
    static final int MOST_PARTS = 24;
    static final int LONGEST_TITLE = 300;
    static final int LONGEST_TEXT = 100_000;
    static final int MOST_ASSETS = 20;
    static final int LONGEST_LINK = 2000;
    static final int LONGEST_ALT = 5000;

    public PostDetails {
        assetIds = Objects.requireNonNullElse(assetIds, List.of());
        altTexts = Objects.requireNonNullElse(altTexts, Map.of());
        thread = Objects.requireNonNullElse(thread, List.of());
    }

    /** A post that is no thread. */
    PostDetails(
            @Nullable String title,
            String text,
            List<UUID> assetIds,
            @Nullable String link,
            Map<UUID, String> altTexts) {
        this(title, text, assetIds, link, altTexts, List.of());
    }

    /** With tags on its links; a text that would be too long with them stays as it is. */
    PostDetails tagged(LinkTagger tagger, Platform platform) {
        boolean markdown = platform == Platform.NEWSROOM;
        return mapped(text -> tagger.in(text, markdown), tagger::address);
    }

    /** Without these tags. */
    PostDetails untagged(LinkTagger tagger) {
        return mapped(tagger::without, tagger::without);
    }

    private PostDetails mapped(UnaryOperator<String> words, UnaryOperator<String> address) {
        var parts = thread.stream()
                .map(part -> new ThreadPart(words.apply(part.text()), part.assetIds(), part.altTexts()))
                .toList();
        String written = words.apply(text);
        String target = link == null ? null : address.apply(link);
        return new PostDetails(
                title,
                written.length() > LONGEST_TEXT ? text : written,
                assetIds,
                target != null && target.length() > LONGEST_LINK ? link : target,
                altTexts,
                parts);
    }

    /** All parts of the thread, the first one included. */
    List<ThreadPart> parts() {
        return Stream.concat(Stream.of(new ThreadPart(text, assetIds, altTexts)), thread.stream())
                .toList();
    }

    /** The files of all parts. */
    List<UUID> allAssetIds() {
        return Stream.concat(assetIds.stream(), thread.stream().flatMap(part -> part.assetIds().stream()))
                .distinct()
                .toList();
    }

    PostDetails checked() {
        if (link != null && !isWebAddress(link))
            throw Refused.invalid("link", "must be a web address, e.g. https://example.com/page");
        if (!assetIds.containsAll(altTexts.keySet()))
            throw Refused.invalid("altTexts", "must describe only files in assetIds");
        for (var part : thread)
            if (!part.assetIds().containsAll(part.altTexts().keySet()))
                throw Refused.invalid("thread", "must describe only files of the same part");
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

    static boolean isWebAddress(String text) {
        try {
            var uri = new URI(text);
            boolean web = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
            return web && uri.getHost() != null;
        } catch (URISyntaxException malformed) {
            return false;
        }
    }
}
