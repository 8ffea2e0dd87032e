package io.fanfare.analytics;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whole days in the campaign's time zone, both included; open if all days were requested. */
public record Period(@Nullable LocalDate from, @Nullable LocalDate to, String timeZone) {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MMM d, yyyy", Locale.ENGLISH);

    /** "Nov 1, 2026 to Nov 30, 2026 (Europe/Berlin)". */
    public String words() {
        String days = from == null
                ? to == null ? "All days" : "Up to " + DAY.format(to)
                : to == null ? "From " + DAY.format(from) : DAY.format(from) + " to " + DAY.format(to);
        return days + " (" + timeZone + ")";
    }
}
