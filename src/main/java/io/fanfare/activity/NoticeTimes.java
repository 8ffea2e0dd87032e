package io.fanfare.activity;

import io.fanfare.activity.NotificationPreferences.Sending;
import io.fanfare.activity.NotificationSettings.Day;
import io.fanfare.activity.NotificationSettings.Digest;
import io.fanfare.activity.NotificationSettings.QuietHours;
import io.fanfare.kernel.PlannedTime;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** When a notification is mailed: right away, after the quiet hours of its reader, or with the next digest. */
record NoticeTimes(ZoneId zone, @Nullable QuietHours quietHours, Digest digest) {
    /** Quiet hours of neighboring days may follow each other without a break. */
    private static final int MOST_IN_A_ROW = 15;

    /** When it is mailed; empty if it never is. */
    Optional<Instant> next(Sending how, boolean urgent, Instant now) {
        return switch (how) {
            case NOW -> Optional.of(urgent ? now : afterQuiet(now));
            case DIGEST -> nextDigest(now);
            case OFF -> Optional.empty();
        };
    }

    /** When the next daily mail comes; empty if the person wants none. */
    Optional<Instant> nextDaily(Instant now) {
        return digest.daily().on() ? Optional.of(after(now, digest.daily().at(), day -> true)) : Optional.empty();
    }

    /** A digest comes at its time, quiet or not: the person chose it. */
    private Optional<Instant> nextDigest(Instant now) {
        var weekly = digest.weekly().on()
                ? Stream.of(after(
                        now,
                        digest.weekly().at(),
                        day -> Day.of(day.getDayOfWeek()) == digest.weekly().day()))
                : Stream.<Instant>empty();
        return Stream.concat(nextDaily(now).stream(), weekly).min(Instant::compareTo);
    }

    private Instant after(Instant now, LocalTime at, Predicate<LocalDate> fits) {
        var today = now.atZone(zone).toLocalDate();
        return Stream.iterate(today, day -> day.plusDays(1))
                .filter(fits)
                .map(day -> PlannedTime.wall(day.atTime(at), zone).at())
                .filter(now::isBefore)
                .findFirst()
                .orElseThrow();
    }

    private Instant afterQuiet(Instant now) {
        var time = now;
        for (int i = 0; i < MOST_IN_A_ROW; i++) {
            var end = endOfQuiet(time);
            if (end.isEmpty()) return time;
            time = end.get();
        }
        return time;
    }

    /** When the quiet hours end that this time is in. */
    private Optional<Instant> endOfQuiet(Instant time) {
        if (quietHours == null) return Optional.empty();
        var today = time.atZone(zone).toLocalDate();
        return Stream.of(today.minusDays(1), today)
                .filter(day -> quietHours.days().contains(Day.of(day.getDayOfWeek())))
                .filter(day -> !PlannedTime.wall(day.atTime(quietHours.from()), zone)
                        .at()
                        .isAfter(time))
                .map(day -> PlannedTime.wall(
                                (quietHours.to().isAfter(quietHours.from()) ? day : day.plusDays(1))
                                        .atTime(quietHours.to()),
                                zone)
                        .at())
                .filter(end -> end.isAfter(time))
                .max(Instant::compareTo);
    }
}
