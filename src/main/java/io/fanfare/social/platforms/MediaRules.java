package io.fanfare.social.platforms;

import io.fanfare.creative.Platform;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The media that a post may have, as documented by the platforms in November 2026. A ratio is width to height, 0
 * where there is no limit. With {@code scaled}, larger pictures are scaled down before they are uploaded.
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
    private static final int NEWSROOM_IMAGES = 20;

    /** What a post needs besides text. */
    public enum Needs {
        NOTHING,
        PICTURE_OR_VIDEO,
        VIDEO
    }

    /** The rules of platforms without an adapter, for which posts are validated already. An adapter states its own. */
    private static final Map<Platform, MediaRules> WITHOUT_ADAPTER = Map.of(
            Platform.NEWSROOM,
            pictures(NEWSROOM_IMAGES, ALL, 25 * MB, 0, 2000, null),
            Platform.TWITTER,
            pictures(4, ALL, 5 * MB, 1, 1000, "Up to 4 pictures, or 1 GIF, or 1 video."),
            Platform.FACEBOOK,
            pictures(10, ALL, 10 * MB, 1, 1000, "Up to 10 pictures, or 1 video."),
            Platform.INSTAGRAM,
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
                    "1 to 10 pictures or videos; pictures between 4:5 and 1.91:1, published as JPEG."),
            Platform.LINKEDIN,
            pictures(20, ALL, 10 * MB, 1, 4086, "Up to 20 pictures, or 1 video."),
            Platform.TIKTOK,
            new MediaRules(
                    Needs.PICTURE_OR_VIDEO, 35, STILL, 20 * MB, 0, 0, 0, 1, 0, false, "A video, or 1 to 35 pictures."),
            Platform.THREADS,
            new MediaRules(
                    Needs.NOTHING, 20, STILL, 8 * MB, 0, 0, 320, 20, 1000, false, "Up to 20 pictures and videos."),
            Platform.YOUTUBE,
            new MediaRules(Needs.VIDEO, 0, List.of(), 0, 0, 0, 0, 1, 0, false, "Exactly one video."),
            Platform.PINTEREST,
            new MediaRules(
                    Needs.PICTURE_OR_VIDEO, 5, STILL, 20 * MB, 0, 0, 0, 1, 500, false, "1 to 5 pictures, or a video."));

    static MediaRules withoutAdapter(Platform platform) {
        return Objects.requireNonNull(WITHOUT_ADAPTER.get(platform), platform::word);
    }

    /** Up to four pictures, scaled down to {@code mostBytes}. */
    static MediaRules scaled(long mostBytes, int altLimit, String note) {
        return new MediaRules(Needs.NOTHING, 4, ALL, mostBytes, 0, 0, 0, 0, altLimit, true, note);
    }

    private static MediaRules pictures(
            int most, List<String> types, long bytes, int videos, int altLimit, @Nullable String note) {
        return new MediaRules(Needs.NOTHING, most, types, bytes, 0, 0, 0, videos, altLimit, false, note);
    }

    /** Whether one post may have both pictures and videos. */
    public boolean allowsBoth() {
        return maxVideos > 1;
    }
}
