package io.fanfare.social;

import io.fanfare.creative.Platform;
import io.fanfare.social.platforms.Limits;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The destination of a post: a platform, an account unless it is the newsroom or posted by hand, and who publishes there. */
record Destination(Platform platform, @Nullable Account account, Post.By by) {
    @Nullable
    UUID accountId() {
        return account == null ? null : account.id();
    }

    Limits limits() {
        return account == null ? Limits.none() : account.limits();
    }

    boolean connected() {
        return platform == Platform.NEWSROOM
                || by == Post.By.HAND
                || account != null && account.status() != Account.Status.DISCONNECTED;
    }
}
