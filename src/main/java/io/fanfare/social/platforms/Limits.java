package io.fanfare.social.platforms;

import org.jspecify.annotations.Nullable;

/** The limits of one account, as its server states them. Null means the limit of the platform. */
public record Limits(
        @Nullable Integer textLimit,
        @Nullable Integer maxImages,
        @Nullable Long imageBytes,
        @Nullable Integer altLimit) {
    public static Limits none() {
        return new Limits(null, null, null, null);
    }
}
