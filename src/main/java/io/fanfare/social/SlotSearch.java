package io.fanfare.social;

import io.fanfare.creative.Platform;
import io.fanfare.kernel.PlannedTime;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the next slot of a week that no post has taken. */
record SlotSearch(Platform platform, ZoneId zone, List<Slots.Slot> slots) {
    private static final int FARTHEST_DAYS = 120;
    /** A post this close to a slot takes it. */
    private static final Duration CLOSE = Duration.ofMinutes(30);

    Instant latest(Instant from) {
        return from.plus(Duration.ofDays(FARTHEST_DAYS));
    }

    Optional<PlannedTime> next(Instant from, Collection<Instant> taken) {
        return Stream.iterate(from.atZone(zone).toLocalDate(), day -> day.plusDays(1))
                .limit(FARTHEST_DAYS)
                .flatMap(this::ofDay)
                .filter(time -> time.at().isAfter(from))
                .filter(time -> taken.stream()
                        .noneMatch(other ->
                                Duration.between(time.at(), other).abs().compareTo(CLOSE) < 0))
                .findFirst();
    }

    private Stream<PlannedTime> ofDay(LocalDate day) {
        return slots.stream()
                .filter(slot -> DayOfWeek.valueOf(slot.weekday().name()) == day.getDayOfWeek())
                .map(Slots.Slot::time)
                .sorted()
                .map(time -> PlannedTime.wall(day.atTime(time), zone));
    }
}
