package io.fanfare.social;

import io.fanfare.creative.Platform;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a platform takes beside words, as its own documentation said in November 2026. Ratios are width by height and 0
 * where nobody minds. Where {@code scaled}, a picture that is too large is made smaller on the way out.
 */
public record MediaRules(
        Needs needs,
        int maxImages,
        List<String> imageTypes,
        long maxImageBytes,
        double minRatio,
        double maxRatio,
        int minWidth,
        int maxVideos,
        int altLimit,
        boolean scaled,
        @Nullable String note) {
    private static final List<String> ALL = List.of("image/gif", "image/jpeg", "image/png", "image/webp");
    private static final List<String> STILL = List.of("image/jpeg", "image/png", "image/webp");
    private static final long MB = 1_000_000;

    /** What has to be there. */
    public enum Needs {
        NOTHING,
        PICTURE_OR_VIDEO,
        VIDEO
    }

    static MediaRules of(Platform platform) {
        return switch (platform) {
            case NEWSROOM -> pictures(PostDetails.MOST_ASSETS, ALL, 25 * MB, 0, 2000, null);
            case TWITTER -> pictures(4, ALL, 5 * MB, 1, 1000, "Up to 4 pictures, or 1 GIF, or 1 video.");
            case FACEBOOK -> pictures(10, ALL, 10 * MB, 1, 1000, "Up to 10 pictures, or 1 video.");
            case INSTAGRAM ->
                new MediaRules(
                        Needs.PICTURE_OR_VIDEO,
                        10,
                        STILL,
                        8 * MB,
                        4 / 5.0,
                        1.91,
                        320,
                        10,
                        1000,
                        false,
                        "At least one picture or video, 10 at most; pictures between 4:5 and 1.91:1, posted as JPEG.");
            case LINKEDIN -> pictures(20, ALL, 10 * MB, 1, 4086, "Up to 20 pictures, or 1 video.");
            case TIKTOK ->
                new MediaRules(
                        Needs.PICTURE_OR_VIDEO,
                        35,
                        STILL,
                        20 * MB,
                        0,
                        0,
                        0,
                        1,
                        0,
                        false,
                        "A video, or 1 to 35 pictures.");
            case THREADS ->
                new MediaRules(Needs.NOTHING, 20, STILL, 8 * MB, 0, 0, 320, 20, 1000, false, "Up to 20 together.");
            case YOUTUBE -> new MediaRules(Needs.VIDEO, 0, List.of(), 0, 0, 0, 0, 1, 0, false, "Exactly one video.");
            case PINTEREST ->
                new MediaRules(
                        Needs.PICTURE_OR_VIDEO,
                        5,
                        STILL,
                        20 * MB,
                        0,
                        0,
                        0,
                        1,
                        500,
                        false,
                        "1 to 5 pictures, or a video.");
            case BLUESKY ->
                new MediaRules(
                        Needs.NOTHING,
                        4,
                        ALL,
                        MB,
                        0,
                        0,
                        0,
                        0,
                        2000,
                        true,
                        "Pictures are made smaller than 1 MB on the way.");
            case MASTODON ->
                new MediaRules(
                        Needs.NOTHING,
                        4,
                        ALL,
                        16 * MB,
                        0,
                        0,
                        0,
                        0,
                        1500,
                        true,
                        "Each server has limits of its own; those of the connected account hold.");
        };
    }

    private static MediaRules pictures(
            int most, List<String> types, long bytes, int videos, int altLimit, @Nullable String note) {
        return new MediaRules(Needs.NOTHING, most, types, bytes, 0, 0, 0, videos, altLimit, false, note);
    }

    /** Pictures and videos in one post; the others take either. */
    boolean mixes() {
        return maxVideos > 1;
    }
}
