package io.fanfare.social;

import io.fanfare.creative.Platform;
import org.jspecify.annotations.Nullable;

/** The words of a post as its readers get them: where a platform shows no card of an address, it stands below the text. */
public final class Wording {
    private Wording() {}

    public static String of(Platform platform, String text, @Nullable String link, boolean media) {
        if (link == null || text.contains(link) || carded(platform, media)) return text;
        return text.stripTrailing() + "\n\n" + link;
    }

    /** Whether the address has a place of its own beside the text. */
    public static boolean carded(Platform platform, boolean media) {
        return switch (platform) {
            case NEWSROOM, PINTEREST -> true;
            case BLUESKY, FACEBOOK, LINKEDIN, THREADS -> !media;
            case TWITTER, INSTAGRAM, TIKTOK, YOUTUBE, MASTODON -> false;
        };
    }
}
