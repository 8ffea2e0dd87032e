package io.fanfare.creative;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fanfare.kernel.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A text created from a blog post for one platform. It stays as it was created; its creative can be edited. */
record Repurposed(
        UUID contentId,
        UUID blogPostId,
        @Nullable UUID campaignId,
        @Nullable UUID creativeId,
        Target platform,
        String format,
        Body body,
        int length,
        int limit,
        String writer,
        Status status,
        @Nullable String statusBy,
        @Nullable Instant statusAt,
        Instant createdAt) {
    /** Marks for people; none of them publishes anything. */
    enum Status {
        DRAFT,
        APPROVED,
        PUBLISHED,
        REJECTED
    }

    /** The targets of a blog post. */
    enum Target {
        LINKEDIN,
        INSTAGRAM,
        TIKTOK,
        TWITTER,
        EMAIL,
        FACEBOOK,
        THREADS,
        BLUESKY,
        MASTODON,
        NEWSROOM;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        String format() {
            return switch (this) {
                case TWITTER -> "thread";
                case TIKTOK -> "script";
                case EMAIL -> "email";
                case INSTAGRAM -> "caption";
                case LINKEDIN, FACEBOOK, THREADS, BLUESKY, MASTODON, NEWSROOM -> "post";
            };
        }

        @Nullable
        Platform platform() {
            return this == EMAIL ? null : Platform.valueOf(name());
        }
    }

    /** One scene of a video script. */
    record Scene(String text, int seconds) {}

    /** A script; {@code seconds} is its spoken length. */
    record Script(String hook, List<Scene> scenes, int seconds) {}

    /** An e-mail; a mailing accepts {@code mjml} as it is. */
    record Mail(String subject, String preheader, String mjml, String html, String text) {}

    /** The text in the form that the platform uses. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Body(
            @Nullable String text,
            @Nullable List<String> thread,
            @Nullable Script script,
            @Nullable Mail email,
            @Nullable List<String> hashtags,
            @Nullable String cta) {}

    /** A repurposed text in responses. */
    record Answer(
            UUID contentId,
            UUID blogPostId,
            @Nullable UUID campaignId,
            @Nullable UUID creativeId,
            Target platform,
            String format,
            @Nullable String text,
            @Nullable List<String> thread,
            @Nullable Script script,
            @Nullable Mail email,
            List<String> hashtags,
            @Nullable String cta,
            int length,
            int limit,
            String writer,
            Status status,
            @Nullable String statusBy,
            @Nullable Instant statusAt,
            Instant createdAt,
            List<String> can) {}

    Answer answer(List<String> can) {
        return new Answer(
                contentId,
                blogPostId,
                campaignId,
                creativeId,
                platform,
                format,
                body.text(),
                body.thread(),
                body.script(),
                body.email(),
                body.hashtags() == null ? List.of() : body.hashtags(),
                body.cta(),
                length,
                limit,
                writer,
                status,
                statusBy,
                statusAt,
                createdAt,
                can);
    }

    Subject subject(String title) {
        return new Subject("repurposed", contentId, title, campaignId);
    }
}
