package io.fanfare.analytics;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** The days of a dashboard, 30 by default, and the days that it compares them with. */
public record PeriodQuery(
        @Nullable Integer days,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        @Nullable Compare compare) {
    static final int DAYS = 30;

    /** {@code previous} is as many days directly before, {@code year} the same days a year earlier. */
    public enum Compare {
        PREVIOUS,
        YEAR,
        NONE
    }

    @Nullable
    Integer daysOrDefault() {
        return days == null && from == null && to == null ? Integer.valueOf(DAYS) : days;
    }

    Compare compareOrDefault() {
        return compare == null ? Compare.PREVIOUS : compare;
    }
}
