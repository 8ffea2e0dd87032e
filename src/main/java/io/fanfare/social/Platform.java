package io.fanfare.social;

import io.fanfare.kernel.Refused;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Where a post can go. The newsroom is built in; the others need an account that is connected. */
public enum Platform {
    NEWSROOM,
    TWITTER,
    FACEBOOK,
    INSTAGRAM,
    LINKEDIN,
    TIKTOK,
    THREADS,
    YOUTUBE,
    PINTEREST,
    BLUESKY,
    MASTODON;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    void requireConnected() {
        if (this == NEWSROOM) return;
        String message = "No " + word() + " account is connected in this workspace. Choose newsroom, or connect one.";
        throw Refused.unprocessable("platform_not_connected", message)
                .with(
                        "problems",
                        List.of(Map.of("platform", word(), "code", "platform_not_connected", "message", message)));
    }
}
