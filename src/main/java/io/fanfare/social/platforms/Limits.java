package io.fanfare.social.platforms;

import org.jspecify.annotations.Nullable;

/** What one account may publish, as its server states it. A value that is null is that of the platform. */
public record Limits(
        @Nullable Integer textLimit,
        @Nullable Integer maxImages,
        @Nullable Long imageBytes,
        @Nullable Integer altLimit) {
    public static Limits none() {
        return new Limits(null, null, null, null);
    }
}
