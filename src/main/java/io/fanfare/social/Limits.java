package io.fanfare.social;

import org.jspecify.annotations.Nullable;

/** What one account may, where its server says so itself; null leaves it to what holds for the platform. */
public record Limits(
        @Nullable Integer textLimit,
        @Nullable Integer maxImages,
        @Nullable Long imageBytes,
        @Nullable Integer altLimit) {
    public static Limits none() {
        return new Limits(null, null, null, null);
    }
}
