package io.fanfare.analytics;

import io.fanfare.kernel.Refused;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** The days of a dashboard, 30 by default, and the days that it compares them with. */
public record PeriodQuery(
        @Nullable Integer days,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        @Nullable Compare compare) {
    static final int DAYS = 30;
    private static final int YEAR = 366;

    /** {@code previous} is as many days directly before, {@code year} the same days a year earlier. */
    public enum Compare {
        PREVIOUS,
        YEAR,
        NONE
    }

    /** The same; refused if it is longer than a year, for what has a value for each day. */
    public PeriodQuery upToAYear() {
        if (from != null && to != null && ChronoUnit.DAYS.between(from, to) >= YEAR)
            throw Refused.invalid("from", "must be at most " + YEAR + " days before the end of the period");
        return this;
    }

    @Nullable
    Integer daysOrDefault() {
        return days == null && from == null && to == null ? Integer.valueOf(DAYS) : days;
    }

    Compare compareOrDefault() {
        return compare == null ? Compare.PREVIOUS : compare;
    }
}
