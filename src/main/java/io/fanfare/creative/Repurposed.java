package io.fanfare.creative;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fanfare.kernel.Subject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Something made of a blog post for one platform; kept as it was made, the creative made of it can be edited. */
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
    /** {@code approved} and {@code published} are marks for people; neither opens a gate. */
    enum Status {
        DRAFT,
        APPROVED,
        PUBLISHED,
        REJECTED
    }

    /** What a blog post can be made into. */
    enum Target {
        LINKEDIN,
        INSTAGRAM,
        TIKTOK,
        TWITTER,
        EMAIL,
        FACEBOOK,
        THREADS,
        BLUESKY,
        MASTODON;

        @Nullable
        Platform platform() {
            return this == EMAIL ? null : Platform.valueOf(name());
        }
    }

    /** One moment of a video script. */
    record Scene(String text, int seconds) {}

    /** A script; {@code seconds} is how long all of it takes to say. */
    record Script(String hook, List<Scene> scenes, int seconds) {}

    /** A mail; {@code mjml} can be given to a mailing as it is. */
    record Mail(String subject, String preheader, String mjml, String html, String text) {}

    /** The words, in the form of the platform. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Body(
            @Nullable String text,
            @Nullable List<String> thread,
            @Nullable Script script,
            @Nullable Mail email,
            @Nullable List<String> hashtags,
            @Nullable String cta) {}

    /** As it is answered. */
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
