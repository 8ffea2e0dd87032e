package io.fanfare.approval;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** When the next item of a campaign goes out, in its time zone. */
record NextSending(Instant at, ZoneId zone) {
    private static final LocalTime END_OF_DAY = LocalTime.of(18, 0);
    private static final Set<DayOfWeek> WEEKEND = EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);

    /** The end of the working day before it, or an hour before it if that has passed; empty if both have. */
    Optional<Instant> decideBy(Instant now) {
        var day = at.atZone(zone).toLocalDate().minusDays(1);
        while (WEEKEND.contains(day.getDayOfWeek())) day = day.minusDays(1);
        var evening = day.atTime(END_OF_DAY).atZone(zone).toInstant();
        if (evening.isAfter(now)) return Optional.of(evening);
        var last = at.minus(1, ChronoUnit.HOURS);
        return last.isAfter(now) ? Optional.of(last) : Optional.empty();
    }
}
