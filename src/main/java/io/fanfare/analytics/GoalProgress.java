package io.fanfare.analytics;

import io.fanfare.kernel.Check;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a goal of the strategy is. {@code name} is its metric, without the target. {@code counted} names the figure that was recognized in its metric, for example {@code
 * conversions}; {@code value} is that figure up to now, and null if nothing has been reported for it. {@code expected} is the
 * target at an even pace on {@code knownTo}, the last complete day. {@code unseen} are channels of the campaign that report
 * nothing for it. Shares are decimal (0.02 is 2%). {@code why} says what is missing, and {@code fix} names the operation that
 * helps.
 */
public record GoalProgress(
        int index,
        String name,
        String text,
        @Nullable String counted,
        @Nullable BigDecimal target,
        @Nullable String unit,
        @Nullable LocalDate from,
        @Nullable LocalDate by,
        @Nullable BigDecimal value,
        @Nullable BigDecimal share,
        @Nullable BigDecimal expected,
        State state,
        @Nullable Integer daysLeft,
        @Nullable LocalDate knownTo,
        List<String> unseen,
        @Nullable String why,
        Check.@Nullable Fix fix,
        List<Day> days,
        List<ChannelValue> channels) {

    /**
     * {@code ahead}, {@code on_track} and {@code behind} compare with an even pace, 10% to either side. {@code counting}: there
     * are no dates to compare with. {@code unknown}: the goal can't be counted.
     */
    public enum State {
        REACHED,
        AHEAD,
        ON_TRACK,
        BEHIND,
        MISSED,
        COUNTING,
        NOT_STARTED,
        UNKNOWN
    }

    /** What a channel contributed, most first. */
    public record ChannelValue(String channel, BigDecimal value) {}

    /** The figure up to the end of a day; {@code open} is a day that is not complete. */
    public record Day(LocalDate date, BigDecimal value, boolean open) {}
}
