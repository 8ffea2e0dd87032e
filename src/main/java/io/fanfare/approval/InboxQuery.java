package io.fanfare.approval;

import io.fanfare.kernel.Page;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which reviews a person wants to see. */
record InboxQuery(
        @Nullable Mine mine,
        @Nullable State state,
        @Nullable Boolean overdue,
        @Nullable String stage,
        @Nullable Scope scope,
        Review.@Nullable Urgency urgency,
        @Nullable UUID campaignId,
        @Nullable List<UUID> campaignIds,
        @Nullable LocalDate decidedFrom,
        @Nullable LocalDate decidedTo,
        @Nullable Integer limit,
        @Nullable Integer offset) {

    /** What they have to do with the caller: wait for their decision, were requested or decided by them; or all. */
    enum Mine {
        WAITING,
        REQUESTED,
        DECIDED,
        ALL
    }

    /** Whether they are decided. */
    enum State {
        OPEN,
        CLOSED
    }

    /** The first reviews that wait for the caller. */
    static InboxQuery waiting(int most) {
        return new InboxQuery(Mine.WAITING, null, null, null, null, null, null, null, null, null, most, 0);
    }

    Page.Range range() {
        return Page.Range.of(limit, offset);
    }

    /** Whether it asks for some campaigns. */
    boolean chosen() {
        return campaignIds != null;
    }

    boolean waits() {
        return mine == null || mine == Mine.WAITING;
    }

    /** Whether an open review is among them. */
    boolean fits(Review review, @Nullable String stageName, Instant now) {
        return state != State.CLOSED
                && decidedFrom == null
                && decidedTo == null
                && (overdue == null || overdue == review.overdue(now))
                && (stage == null || stage.equalsIgnoreCase(stageName))
                && (scope == null || scope == review.scope())
                && (urgency == null || urgency == review.urgency())
                && (campaignId == null || campaignId.equals(review.campaignId()))
                && (campaignIds == null || campaignIds.contains(review.campaignId()));
    }
}
