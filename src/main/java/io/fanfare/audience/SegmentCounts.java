package io.fanfare.audience;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.fanfare.kernel.Current;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Counts the contacts of segments, several in one pass. A pass over a very large list takes seconds, so its counts are
 * reused for ten times as long as it took; counts of a fast pass are always current.
 */
@Component
class SegmentCounts {
    private static final long SLOW = Duration.ofSeconds(1).toNanos();
    private static final int REUSE = 10;
    private static final int MAX_KEPT = 10_000;

    private final ContactStore contacts;
    private final LongSupplier nanos;
    private final Cache<Key, Count> recent =
            Caffeine.newBuilder().maximumSize(MAX_KEPT).build();

    @Autowired
    SegmentCounts(ContactStore contacts) {
        this(contacts, System::nanoTime);
    }

    SegmentCounts(ContactStore contacts, LongSupplier nanos) {
        this.contacts = contacts;
        this.nanos = nanos;
    }

    private record Key(UUID workspace, Rule rule) {}

    private record Count(long contacts, long validUntil) {}

    /** The number of contacts that match each rule. */
    List<Long> of(List<Rule> rules) {
        var workspace = Current.get().workspace();
        var known = new HashMap<Rule, Long>();
        long now = nanos.getAsLong();
        for (Rule rule : rules) {
            var count = recent.getIfPresent(new Key(workspace, rule));
            if (count != null && now - count.validUntil() < 0) known.put(rule, count.contacts());
        }
        var missing = List.copyOf(new LinkedHashSet<>(
                rules.stream().filter(rule -> !known.containsKey(rule)).toList()));
        count(workspace, missing, known);
        return rules.stream().map(known::get).toList();
    }

    private void count(UUID workspace, List<Rule> rules, Map<Rule, Long> known) {
        long start = nanos.getAsLong();
        var counts = contacts.counts(rules);
        long end = nanos.getAsLong();
        for (int i = 0; i < rules.size(); i++) {
            known.put(rules.get(i), counts.get(i));
            if (end - start >= SLOW)
                recent.put(new Key(workspace, rules.get(i)), new Count(counts.get(i), end + REUSE * (end - start)));
        }
    }
}
