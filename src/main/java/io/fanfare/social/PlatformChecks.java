package io.fanfare.social;

import io.fanfare.creative.Platform;
import io.fanfare.kernel.ChannelName;
import io.fanfare.library.Asset;
import io.fanfare.social.platforms.Limits;
import io.fanfare.social.platforms.MediaRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Checks whether a platform accepts a post: a pure function of the post, its files and the limits of its account. */
final class PlatformChecks {
    /** The rules of a platform, and the limits of an account. */
    record Rules(Platform platform, MediaRules media, Limits limits) {}

    private final Platform platform;
    private final Limits limits;
    private final MediaRules media;
    private final List<PostProblem> problems = new ArrayList<>();

    private PlatformChecks(Rules rules) {
        platform = rules.platform();
        limits = rules.limits();
        media = rules.media();
    }

    static List<PostProblem> problems(Rules rules, PostDetails details, Map<UUID, Asset> files) {
        var fitness = new PlatformChecks(rules);
        fitness.text(details);
        fitness.title(details.title());
        var shown = details.assetIds().stream()
                .map(files::get)
                .filter(Objects::nonNull)
                .toList();
        fitness.files(shown);
        details.altTexts().forEach(fitness::alt);
        fitness.thread(rules, details, files);
        return List.copyOf(fitness.problems);
    }

    /** Each part is checked as a post of its own. */
    private void thread(Rules rules, PostDetails details, Map<UUID, Asset> files) {
        if (details.thread().isEmpty()) return;
        if (!platform.isThreaded()) {
            problems.add(PostProblem.of(
                    platform.word(), "thread_not_supported", name() + " does not publish threads. Use one text."));
            return;
        }
        for (int at = 0; at < details.thread().size(); at++) {
            var part = details.thread().get(at);
            String prefix = "Part " + (at + 2) + ": ";
            var alone = new PostDetails(null, part.text(), part.assetIds(), null, part.altTexts());
            problems(rules, alone, files).forEach(problem -> problems.add(problem.prefixed(prefix)));
        }
    }

    static int textLimit(Platform platform, Limits limits) {
        return limits.textLimit() == null ? platform.limit() : limits.textLimit();
    }

    private void text(PostDetails details) {
        String text = PostText.of(
                platform, details.text(), details.link(), !details.assetIds().isEmpty());
        int length = platform.length(text);
        int limit = textLimit(platform, limits);
        if (length > limit)
            add(
                    "text_too_long",
                    name() + " allows " + limit + " " + counting(platform) + "; this text has " + length + ".",
                    limit,
                    length);
        else if (platform == Platform.BLUESKY && !platform.fits(text))
            add(
                    "text_too_long",
                    name() + " allows " + Platform.BLUESKY_BYTES + " bytes; this text has more.",
                    Platform.BLUESKY_BYTES,
                    text.getBytes(java.nio.charset.StandardCharsets.UTF_8).length);
        int hashtags = Platform.hashtags(text);
        if (platform.hashtagLimit() > 0 && hashtags > platform.hashtagLimit())
            add(
                    "too_many_hashtags",
                    name() + " allows " + platform.hashtagLimit() + " hashtags; this text has " + hashtags + ".",
                    platform.hashtagLimit(),
                    hashtags);
    }

    private void title(@Nullable String title) {
        if (platform == Platform.YOUTUBE && (title == null || title.isBlank()))
            problems.add(PostProblem.of(platform.word(), "title_missing", "A video on YouTube needs a title."));
        if (title == null || platform.titleLimit() == 0) return;
        if (title.length() > platform.titleLimit())
            add(
                    "title_too_long",
                    name() + " allows a title of " + platform.titleLimit() + " characters; this has " + title.length()
                            + ".",
                    platform.titleLimit(),
                    title.length());
        if (platform == Platform.YOUTUBE && (title.contains("<") || title.contains(">")))
            problems.add(
                    PostProblem.of(platform.word(), "title_characters", "A title on YouTube can't contain < or >."));
    }

    private void files(List<Asset> files) {
        var videos = files.stream().filter(PlatformChecks::isVideo).toList();
        var pictures = files.stream()
                .filter(file -> file.mimeType().startsWith("image/"))
                .toList();
        for (Asset file : files)
            if (!isVideo(file) && !file.mimeType().startsWith("image/"))
                about(file, "asset_type", name() + " does not accept " + file.mimeType() + ".", null, null);
        switch (media.needs()) {
            case VIDEO -> {
                if (videos.isEmpty()) add("video_missing", name() + " publishes videos only. Add one.", 1, 0);
            }
            case PICTURE_OR_VIDEO -> {
                if (videos.isEmpty() && pictures.isEmpty())
                    add(
                            platform == Platform.TIKTOK ? "video_missing" : "image_missing",
                            name() + " does not publish text alone. Add a picture or a video.",
                            1,
                            0);
            }
            case NOTHING -> {}
        }
        int mostImages = limits.maxImages() == null ? media.maxImages() : limits.maxImages();
        if (pictures.size() > mostImages)
            add(
                    "too_many_images",
                    name() + " allows " + mostImages + " pictures; this post has " + pictures.size() + ".",
                    mostImages,
                    pictures.size());
        if (videos.size() > media.maxVideos())
            add(
                    "too_many_videos",
                    name() + " allows " + media.maxVideos() + " videos; this post has " + videos.size() + ".",
                    media.maxVideos(),
                    videos.size());
        if (!videos.isEmpty() && !pictures.isEmpty() && !media.allowsBoth())
            problems.add(
                    PostProblem.of(platform.word(), "mixed_media", name() + " allows pictures or a video, not both."));
        long gifs = pictures.stream()
                .filter(file -> file.mimeType().equals("image/gif"))
                .count();
        if (platform == Platform.TWITTER && gifs > 0 && files.size() > 1)
            add("mixed_media", "X allows a GIF only without other media.", 1, files.size());
        pictures.forEach(this::picture);
    }

    private void picture(Asset picture) {
        if (!media.imageTypes().contains(picture.mimeType())) {
            if (media.maxImages() > 0)
                about(picture, "image_type", name() + " does not accept " + picture.mimeType() + ".", null, null);
            return;
        }
        long mostBytes = limits.imageBytes() == null ? media.maxImageBytes() : limits.imageBytes();
        if (!media.scaled() && picture.fileSize() > mostBytes)
            about(
                    picture,
                    "image_too_large",
                    "“" + picture.assetName() + "” has " + picture.fileSize() + " bytes; " + name() + " allows "
                            + mostBytes + ".",
                    mostBytes,
                    picture.fileSize());
        Integer width = picture.width();
        Integer height = picture.height();
        if (width == null || height == null || height == 0) return;
        double ratio = Math.round(100.0 * width / height) / 100.0;
        if (media.minRatio() > 0 && ratio < media.minRatio())
            about(picture, "image_ratio", ratio(picture, ratio), media.minRatio(), ratio);
        if (media.maxRatio() > 0 && ratio > media.maxRatio())
            about(picture, "image_ratio", ratio(picture, ratio), media.maxRatio(), ratio);
        if (width < media.minWidth())
            about(
                    picture,
                    "image_too_narrow",
                    "“" + picture.assetName() + "” is " + width + " pixels wide; " + name() + " needs "
                            + media.minWidth() + " or more.",
                    media.minWidth(),
                    width);
    }

    private String ratio(Asset picture, double ratio) {
        return name() + " takes pictures with a ratio of width to height from " + media.minRatio() + " to "
                + media.maxRatio() + "; “" + picture.assetName() + "” has " + ratio + ". Crop it.";
    }

    private void alt(UUID asset, String text) {
        int limit = limits.altLimit() == null ? media.altLimit() : limits.altLimit();
        if (limit > 0 && text.length() > limit)
            problems.add(new PostProblem(
                    platform.word(),
                    "alt_text_too_long",
                    name() + " allows " + limit + " characters of alternative text; this has " + text.length() + ".",
                    limit,
                    text.length(),
                    asset));
    }

    static boolean isVideo(Asset file) {
        return file.mimeType().startsWith("video/");
    }

    private void add(String code, String message, @Nullable Number limit, @Nullable Number actual) {
        problems.add(new PostProblem(platform.word(), code, message, limit, actual, null));
    }

    private void about(Asset file, String code, String message, @Nullable Number limit, @Nullable Number actual) {
        problems.add(new PostProblem(platform.word(), code, message, limit, actual, file.id()));
    }

    private String name() {
        return name(platform);
    }

    /** The name at the beginning of a sentence. */
    static String name(Platform platform) {
        return ChannelName.first(platform.word());
    }

    /** The unit that the platform counts. */
    static String counting(Platform platform) {
        return switch (platform) {
            case NEWSROOM, FACEBOOK, INSTAGRAM, LINKEDIN, TIKTOK, PINTEREST -> "characters (UTF-16)";
            case TWITTER -> "weighted characters (a URL 23, emoji and CJK 2)";
            case THREADS -> "characters (emoji by their bytes)";
            case YOUTUBE -> "bytes (UTF-8)";
            case BLUESKY -> "graphemes";
            case MASTODON -> "characters (a URL 23)";
        };
    }
}
