package io.fanfare.social;

import io.fanfare.creative.Platform;
import io.fanfare.kernel.PlannedTime;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the next slot of a week that no post has taken. */
record SlotSearch(Platform platform, ZoneId zone, List<Slots.Slot> slots) {
    private static final int FARTHEST_DAYS = 120;
    /** A post this close to a slot takes it, unless another slot is closer. */
    private static final Duration CLOSE = Duration.ofMinutes(30);

    /** The first time at which a post can take a slot after {@code from}. */
    Instant earliest(Instant from) {
        return from.minus(CLOSE);
    }

    Instant latest(Instant from) {
        return from.plus(Duration.ofDays(FARTHEST_DAYS)).plus(CLOSE);
    }

    Optional<PlannedTime> next(Instant from, Collection<Instant> posts) {
        // The slots just before it count as well: a post may be closer to one of them.
        var times = Stream.iterate(from.atZone(zone).toLocalDate().minusDays(1), day -> day.plusDays(1))
                .limit(FARTHEST_DAYS + 1)
                .flatMap(this::ofDay)
                .toList();
        var taken = taken(times, posts);
        return times.stream()
                .filter(time -> time.at().isAfter(from))
                .filter(time -> !taken.contains(time.at()))
                .findFirst();
    }

    /** Each post takes the slot next to it; between two, the earlier. */
    private static Set<Instant> taken(List<PlannedTime> times, Collection<Instant> posts) {
        var slots = new TreeSet<>(times.stream().map(PlannedTime::at).toList());
        var taken = new HashSet<Instant>();
        for (var post : posts) {
            var before = distance(slots.floor(post), post);
            var after = distance(slots.ceiling(post), post);
            var closest = after.compareTo(before) < 0 ? slots.ceiling(post) : slots.floor(post);
            if (closest != null && distance(closest, post).compareTo(CLOSE) < 0) taken.add(closest);
        }
        return taken;
    }

    private static Duration distance(@Nullable Instant slot, Instant post) {
        return slot == null ? CLOSE : Duration.between(slot, post).abs();
    }

    private Stream<PlannedTime> ofDay(LocalDate day) {
        return slots.stream()
                .filter(slot -> DayOfWeek.valueOf(slot.weekday().name()) == day.getDayOfWeek())
                .map(Slots.Slot::time)
                .sorted()
                .map(time -> PlannedTime.wall(day.atTime(time), zone));
    }
}
