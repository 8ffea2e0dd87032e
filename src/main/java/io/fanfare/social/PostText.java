package io.fanfare.social;

import io.fanfare.creative.Platform;
import org.jspecify.annotations.Nullable;

/** The text of a post as it is published: if the platform shows no link card, the link is added below the text. */
final class PostText {
    private PostText() {}

    public static String of(Platform platform, String text, @Nullable String link, boolean media) {
        if (link == null || text.contains(link) || hasLinkCard(platform, media)) return text;
        return text.stripTrailing() + "\n\n" + link;
    }

    /** Whether the platform shows a link card. */
    public static boolean hasLinkCard(Platform platform, boolean media) {
        return switch (platform) {
            case NEWSROOM, PINTEREST -> true;
            case BLUESKY, FACEBOOK, LINKEDIN, THREADS -> !media;
            case TWITTER, INSTAGRAM, TIKTOK, YOUTUBE, MASTODON -> false;
        };
    }
}
