package io.fanfare.social;

import io.fanfare.creative.Platform;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Where a person publishes a post: the network's own form, filled in if the network allows it. */
record HandoffLinks(String openUrl, boolean prefilled) {
    /** Browsers and networks accept addresses of this length. */
    private static final int LONGEST = 6_000;

    /** {@code server} is the Mastodon server of the account, if there is one. */
    static HandoffLinks of(Platform platform, String text, @Nullable String link, @Nullable String server) {
        String all = link == null || text.contains(link) ? text : text.stripTrailing() + "\n\n" + link;
        String words = encoded(platform.fits(all) ? all : text);
        return switch (platform) {
            case TWITTER -> filled("https://x.com/intent/post?text=" + words, "https://x.com/compose/post");
            case BLUESKY -> filled("https://bsky.app/intent/compose?text=" + words, "https://bsky.app/");
            case THREADS -> filled("https://www.threads.com/intent/post?text=" + words, "https://www.threads.com/");
            case LINKEDIN ->
                filled(
                        "https://www.linkedin.com/feed/?shareActive=true&text=" + words,
                        "https://www.linkedin.com/feed/?shareActive=true");
            case MASTODON -> mastodon(words, server);
            case FACEBOOK ->
                link == null
                        ? opened("https://www.facebook.com/")
                        : opened("https://www.facebook.com/sharer/sharer.php?u=" + encoded(link));
            case PINTEREST ->
                link == null
                        ? opened("https://www.pinterest.com/pin-creation-tool/")
                        : filled(
                                "https://www.pinterest.com/pin/create/button/?url=" + encoded(link) + "&description="
                                        + encoded(text),
                                "https://www.pinterest.com/pin-creation-tool/");
            case INSTAGRAM -> opened("https://www.instagram.com/");
            case TIKTOK -> opened("https://www.tiktok.com/tiktokstudio/upload");
            case YOUTUBE -> opened("https://studio.youtube.com/");
            case NEWSROOM -> throw new IllegalArgumentException("the newsroom has no form to open");
        };
    }

    private static HandoffLinks mastodon(String words, @Nullable String server) {
        if (server == null) return filled("https://share.joinmastodon.org/#text=" + words, "https://joinmastodon.org/");
        String base = server.startsWith("http") ? server : "https://" + server;
        return filled(base + "/share?text=" + words, base);
    }

    private static HandoffLinks filled(String address, String withoutText) {
        return address.length() <= LONGEST ? new HandoffLinks(address, true) : opened(withoutText);
    }

    private static HandoffLinks opened(String address) {
        return new HandoffLinks(address, false);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
