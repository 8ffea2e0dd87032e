package io.fanfare.social;

import io.fanfare.creative.Platform;
import io.fanfare.kernel.PlannedTime;
import io.fanfare.kernel.Records;
import io.fanfare.kernel.Refused;
import io.fanfare.outbox.OutgoingItem;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A post in the queue. {@code scheduledFor} means "not before"; {@code localTime} in {@code timeZone} is the same time on
 * the wall clock there. {@code permalink} is its address once it is published, {@code can} lists what you may do with it
 * now. {@code by} says who publishes it. {@code thread} holds the parts that follow {@code text} as replies. {@code account} is
 * the name of its account; with a {@code creativeId} and without {@code ownWords} it follows the creative.
 */
public record Post(
        UUID queueId,
        UUID campaignId,
        Platform platform,
        By by,
        Status status,
        Instant scheduledFor,
        LocalDateTime localTime,
        String timeZone,
        @Nullable String title,
        String text,
        List<UUID> assetIds,
        @Nullable String link,
        Map<UUID, String> altTexts,
        List<ThreadPart> thread,
        @Nullable UUID accountId,
        @Nullable String account,
        @Nullable UUID creativeId,
        boolean ownWords,
        @Nullable String permalink,
        String digest,
        @Nullable String error,
        int version,
        Instant createdAt,
        @Nullable Instant publishedAt,
        @Nullable Instant handedOverAt,
        List<Warning> warnings,
        List<String> can)
        implements OutgoingItem {
    static final String KIND = "post";

    /** Who publishes a post: Fanfare, or a person who gets it when it is due and confirms it. */
    public enum By {
        FANFARE,
        HAND
    }

    /** {@code handed_over}: it is due, and a person publishes it and then confirms it. {@code unconfirmed}: it is unclear whether it was published; a person checks and resolves its delivery. */
    public enum Status {
        SCHEDULED,
        PUBLISHING,
        HANDED_OVER,
        PUBLISHED,
        UNCONFIRMED,
        FAILED,
        CANCELLED
    }

    /** A warning that does not block the post. */
    public record Warning(String platform, String code, String message) {}

    /** A draft of this post with other content, which is then its own. */
    Draft draft(PostDetails changed) {
        boolean own = ownWords
                || !text.equals(changed.text())
                || !assetIds.equals(changed.assetIds())
                || !altTexts.equals(changed.altTexts())
                || !thread.equals(changed.thread());
        return new Draft(changed, creativeId, own);
    }

    PostDetails details() {
        return new PostDetails(title, text, assetIds, link, altTexts, thread);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public UUID id() {
        return queueId;
    }

    @Override
    public String heading() {
        return details().heading();
    }

    @Override
    public String state() {
        return OutgoingItem.word(status);
    }

    @Override
    public List<String> moves() {
        return switch (status) {
            case SCHEDULED -> List.of("changePost", "publishPost", "reschedulePost", "cancelPost");
            // Its gate may have closed before it was submitted.
            case PUBLISHING -> List.of("undoPublishPost", "changePost", "reschedulePost", "cancelPost");
            // The platform certainly does not have it.
            case FAILED -> List.of("changePost", "retryPost", "cancelPost");
            case HANDED_OVER -> List.of("confirmPost", "reschedulePost", "cancelPost");
            case CANCELLED -> List.of("restorePost");
            case PUBLISHED, UNCONFIRMED -> List.of();
        };
    }

    @Override
    public String hint() {
        return status == Status.UNCONFIRMED
                ? "Its delivery shows the reason and what you can do."
                : OutgoingItem.super.hint();
    }

    /** The refusal of a post that was submitted after it was read. */
    Refused publishing() {
        return Refused.conflict("post_state", "This post is being published and can no longer be changed.");
    }

    boolean byHand() {
        return by == By.HAND;
    }

    PlannedTime plannedTime() {
        return PlannedTime.wall(localTime, ZoneId.of(timeZone));
    }

    Post with(List<Warning> noticed, @Nullable String handle, @Nullable String address, List<String> permitted) {
        return Records.with(this, "warnings", noticed, "account", handle, "permalink", address, "can", permitted);
    }
}
