package io.fanfare.kernel;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A planned time: the wall time in a zone, and its instant. A wall time that a zone skips in spring moves forward by the
 * gap; one that occurs twice in autumn means the first.
 */
public record PlannedTime(LocalDateTime localTime, ZoneId timeZone, Instant at) {
    private static final Set<String> ZONES = ZoneId.getAvailableZoneIds();
    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2200;

    /** The input: {@code scheduledFor} with its offset, or {@code localTime} and {@code timeZone}. */
    public record Asked(
            @Nullable String scheduledFor,
            @Nullable String localTime,
            @Nullable String timeZone) {
        public boolean isEmpty() {
            return scheduledFor == null && localTime == null;
        }

        /** The time, or 400 that names the field; {@code home} is the zone to show it in by default. */
        public PlannedTime read(ZoneId home) {
            if (scheduledFor != null && localTime != null)
                throw Refused.invalid(Map.of(
                        "scheduledFor", "send either this or localTime with timeZone",
                        "localTime", "send either this with timeZone or scheduledFor"));
            if (scheduledFor != null) return read(scheduledFor, timeZone == null ? home : zone(timeZone));
            if (localTime == null)
                throw Refused.invalid(
                        "scheduledFor", "is required: send a time with an offset, or localTime with timeZone");
            if (timeZone == null)
                throw Refused.invalid(Map.of(
                        "localTime", "requires timeZone",
                        "timeZone", "is required, e.g. Europe/Berlin"));
            return wall(local(localTime), zone(timeZone));
        }

        private static PlannedTime read(String text, ZoneId shown) {
            try {
                var given = OffsetDateTime.parse(text, DateTimeFormatter.ISO_OFFSET_DATE_TIME)
                        .truncatedTo(ChronoUnit.MICROS);
                inRange(given.getYear(), "scheduledFor");
                var wall = wall(given.atZoneSameInstant(shown).toLocalDateTime(), shown);
                // The second of two equal wall times in autumn can only be given by its offset.
                return wall.at.equals(given.toInstant()) ? wall : wall(given.toLocalDateTime(), given.getOffset());
            } catch (DateTimeException malformed) {
                throw Refused.invalid("scheduledFor", "must be a time with an offset, e.g. 2026-11-21T09:30:00+01:00");
            }
        }

        private static LocalDateTime local(String text) {
            try {
                var local = LocalDateTime.parse(text, DateTimeFormatter.ISO_LOCAL_DATE_TIME);
                inRange(local.getYear(), "localTime");
                return local;
            } catch (DateTimeException malformed) {
                throw Refused.invalid("localTime", "must be a date and time, e.g. 2026-11-21T09:30");
            }
        }

        private static void inRange(int year, String field) {
            if (year < FIRST_YEAR || year > LAST_YEAR)
                throw Refused.invalid(field, "must be between the years " + FIRST_YEAR + " and " + LAST_YEAR);
        }
    }

    /** To the microsecond, as the database stores it: what is approved must read back unchanged. */
    public static PlannedTime wall(LocalDateTime given, ZoneId zone) {
        var local = given.truncatedTo(ChronoUnit.MICROS);
        return new PlannedTime(local, zone, ZonedDateTime.of(local, zone).toInstant());
    }

    /** An IANA zone by its name, or 400 that names {@code timeZone}. */
    public static ZoneId zone(String name) {
        if (!ZONES.contains(name)) throw Refused.invalid("timeZone", "must be an IANA time zone, e.g. Europe/Berlin");
        return ZoneId.of(name);
    }

    /** The next time after {@code now} that is a working day at that wall time. */
    public static PlannedTime nextWorkingDay(Instant now, LocalTime time, ZoneId zone) {
        LocalDate day = now.atZone(zone).toLocalDate();
        while (true) {
            var planned = wall(day.atTime(time), zone);
            var weekday = day.getDayOfWeek();
            if (planned.at.isAfter(now) && weekday != DayOfWeek.SATURDAY && weekday != DayOfWeek.SUNDAY) return planned;
            day = day.plusDays(1);
        }
    }
}
