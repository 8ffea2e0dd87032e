package io.fanfare.analytics;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * About the order of the primary key (campaign, then day), so that neighbours are written to one page of the index. Campaign, day and
 * place are packed into one number, which is faster to sort than facts are to compare.
 */
final class FactOrder {
    private static final int PLACE_BITS = 20;
    private static final int DAY_BITS = 22;

    private FactOrder() {}

    static List<Fact> sorted(List<Fact> facts) {
        if (facts.size() >= 1 << PLACE_BITS)
            throw new IllegalArgumentException("Too many facts in one chunk: " + facts.size());
        var ranks = ranks(facts);
        long[] keys = new long[facts.size()];
        for (int i = 0; i < keys.length; i++) {
            Fact fact = facts.get(i);
            long rank = Objects.requireNonNull(ranks.get(fact.feed().campaign()));
            keys[i] = (rank << DAY_BITS | day(fact)) << PLACE_BITS | i;
        }
        Arrays.sort(keys);
        var sorted = new Fact[keys.length];
        for (int i = 0; i < keys.length; i++) sorted[i] = facts.get((int) keys[i] & (1 << PLACE_BITS) - 1);
        return Arrays.asList(sorted);
    }

    /** The first place from {@code place} where another campaign or day begins: all facts of a day are written together. */
    static int endOfDay(List<Fact> sorted, int place) {
        int end = Math.min(place, sorted.size());
        while (end > 0 && end < sorted.size() && sameDay(sorted.get(end - 1), sorted.get(end))) end++;
        return end;
    }

    private static boolean sameDay(Fact one, Fact other) {
        return day(one) == day(other)
                && one.feed().campaign().equals(other.feed().campaign());
    }

    private static Map<UUID, Long> ranks(List<Fact> facts) {
        var campaigns = facts.stream()
                .map(fact -> fact.feed().campaign())
                .distinct()
                .sorted()
                .toList();
        Map<UUID, Long> ranks = new HashMap<>();
        for (UUID campaign : campaigns) ranks.put(campaign, (long) ranks.size());
        return ranks;
    }

    /** Days from 1970 to 9999, as records may have. */
    private static long day(Fact fact) {
        LocalDate date = fact.date();
        if (date == null) {
            Instant hour = Objects.requireNonNull(fact.hour());
            date = LocalDate.ofInstant(hour, ZoneOffset.UTC);
        }
        return Math.clamp(date.toEpochDay(), 0, (1 << DAY_BITS) - 1);
    }
}
