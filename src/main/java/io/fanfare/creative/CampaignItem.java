package io.fanfare.creative;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An item of a campaign: a post, a mailing, or a creative that none of them uses yet. {@code at} is the time it was sent or,
 * before that, its planned time; {@code localTime} is the same time in {@code timeZone}. {@code recipients} is the number of
 * people of a mailing, {@code audience} the name of its segment; {@code parts} is the number of posts in a thread. {@code
 * owner} created it. {@code can} lists the operations of the item itself.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CampaignItem(
        Kind kind,
        UUID id,
        UUID campaignId,
        String title,
        @Nullable String excerpt,
        String channel,
        @Nullable UUID thumbnailAssetId,
        State state,
        Group group,
        @Nullable Instant at,
        @Nullable LocalDateTime localTime,
        @Nullable String timeZone,
        @Nullable Owner owner,
        @Nullable Integer recipients,
        @Nullable String audience,
        @Nullable Integer parts,
        Instant updatedAt,
        int version,
        List<String> can) {

    /** The kind of an item. */
    public enum Kind {
        POST,
        MAILING,
        CREATIVE
    }

    /** The person who created an item. */
    public record Owner(UUID id, String name) {}

    /**
     * {@code draft}: without a time. {@code needs_approval}, {@code in_review}, {@code changes_requested}: it has a time, but is
     * not approved as it is now. {@code scheduled}: approved, sent at its time. {@code captured}: its mails are in the test
     * inbox and reached no one. {@code handed_over}: it is due, and a person posts it. {@code unconfirmed}: it is unclear whether it was published.
     */
    public enum State {
        DRAFT,
        NEEDS_APPROVAL,
        IN_REVIEW,
        CHANGES_REQUESTED,
        SCHEDULED,
        SENDING,
        HANDED_OVER,
        PAUSED,
        FAILED,
        UNCONFIRMED,
        PUBLISHED,
        SENT,
        CAPTURED,
        CANCELLED;

        /** Whether readers have it, or may have. */
        boolean isOut() {
            return switch (this) {
                case PUBLISHED, SENT, CAPTURED, SENDING, HANDED_OVER, UNCONFIRMED -> true;
                case DRAFT, NEEDS_APPROVAL, IN_REVIEW, CHANGES_REQUESTED, SCHEDULED, PAUSED, FAILED, CANCELLED -> false;
            };
        }
    }

    /** {@code coming_up} includes items that failed or are unconfirmed: they need a person. */
    enum Group {
        COMING_UP,
        UNSCHEDULED,
        PAST;

        static Group of(State state, @Nullable Instant at) {
            return switch (state) {
                case PUBLISHED, SENT, CAPTURED, CANCELLED -> PAST;
                case DRAFT,
                        NEEDS_APPROVAL,
                        IN_REVIEW,
                        CHANGES_REQUESTED,
                        SCHEDULED,
                        SENDING,
                        HANDED_OVER,
                        PAUSED,
                        FAILED,
                        UNCONFIRMED -> at == null ? UNSCHEDULED : COMING_UP;
            };
        }
    }
}
