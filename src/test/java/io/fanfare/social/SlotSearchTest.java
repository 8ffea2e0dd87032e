package io.fanfare.social;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.creative.Platform;
import io.fanfare.kernel.PlannedTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SlotSearchTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    /** Four weeks around the change to summer time. */
    private static final Instant START = Instant.parse("2027-03-15T00:00:00Z");

    private static List<Slots.Slot> week(Random random) {
        return IntStream.range(0, 1 + random.nextInt(12))
                .mapToObj(i -> new Slots.Slot(
                        List.of(Slots.Weekday.values()).get(random.nextInt(7)),
                        LocalTime.of(random.nextInt(24), 5 * random.nextInt(12))))
                .distinct()
                .toList();
    }

    private static List<Instant> all(SlotSearch search, Instant from, int most) {
        var found = new ArrayList<Instant>();
        var at = from;
        while (found.size() < most) {
            at = search.next(at, List.of()).map(PlannedTime::at).orElseThrow();
            found.add(at);
        }
        return found;
    }

    @Test
    void posts_in_the_next_free_slot_fill_every_slot_once_and_in_order() {
        for (int seed = 0; seed < 200; seed++) {
            var search = new SlotSearch(Platform.NEWSROOM, BERLIN, week(new Random(seed)));
            var taken = new ArrayList<Instant>();
            for (int i = 0; i < 16; i++)
                taken.add(search.next(START, taken).map(PlannedTime::at).orElseThrow());
            assertThat(taken).as("seed %d", seed).isEqualTo(all(search, START, 16));
        }
    }

    @Test
    void a_post_takes_at_most_the_slot_next_to_it_and_only_one_within_half_an_hour() {
        for (int seed = 0; seed < 200; seed++) {
            var random = new Random(seed);
            var search = new SlotSearch(Platform.NEWSROOM, BERLIN, week(random));
            var slots = all(search, START, 30);
            var post = START.plus(Duration.ofMinutes(random.nextInt(14 * 24 * 60)));
            var free = new HashSet<>(slots);
            var at = START;
            for (int i = 0; i < 29; i++) {
                at = search.next(at, List.of(post)).map(PlannedTime::at).orElseThrow();
                free.remove(at);
            }
            free.removeIf(slot -> slot.isAfter(slots.get(28)));
            var near = slots.subList(0, 29).stream()
                    .filter(slot -> Duration.between(slot, post).abs().toMinutes() < 30)
                    .toList();
            assertThat(free).as("seed %d", seed).hasSizeLessThanOrEqualTo(1);
            assertThat(free.isEmpty()).as("seed %d", seed).isEqualTo(near.isEmpty());
            for (var slot : free)
                assertThat(near)
                        .allMatch(other -> Duration.between(slot, post)
                                        .abs()
                                        .compareTo(Duration.between(other, post).abs())
                                <= 0);
        }
    }
}
