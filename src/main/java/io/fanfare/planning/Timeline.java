package io.fanfare.planning;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The plan of a campaign: its row. */
public record Timeline(
        UUID campaignId,
        @Nullable String template,
        Anchor anchor,
        LocalDate anchorDate,
        Direction direction,
        @Nullable LocalDate target,
        @Nullable String country,
        @Nullable Integer bufferDays,
        @Nullable LocalDate plannedOn,
        int version,
        Instant createdAt,
        Instant updatedAt) {

    /** The day that is fixed: the start of the work, the launch (work ends on the day before) or the end of the work. */
    public enum Anchor {
        START,
        LAUNCH,
        END;

        Direction usual() {
            return this == START ? Direction.FORWARD : Direction.BACKWARD;
        }
    }

    /** Forward from the anchor as early as possible, or backward so that all is done by then. */
    public enum Direction {
        FORWARD,
        BACKWARD
    }

    /** A part of the plan that ends together. */
    record Milestone(UUID id, String name, int position) {}

    /** The point by which a plan must be finished that is made backward. */
    int end() {
        int day = (int) anchorDate.toEpochDay();
        return anchor == Anchor.LAUNCH ? day : day + 1;
    }
}
