package io.fanfare.kernel;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * How fast one actor may call: reads, writes and open operations each have their own bucket, on each node. The shared
 * limits towards the outside are rows of {@code delivery_bucket}.
 */
@Component
class Rates {
    private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();
    private final double factor;

    Rates(@Value("${fanfare.rates:1.0}") double factor) {
        this.factor = factor;
    }

    /** The classes: tokens a second, and how many may come at once. */
    private enum Rate {
        READ(200, 2000),
        WRITE(100, 2000),
        OPEN(100, 1000);

        private final int perSecond;
        private final int burst;

        Rate(int perSecond, int burst) {
            this.perSecond = perSecond;
            this.burst = burst;
        }
    }

    void take(Operation operation, String address) {
        Rate rate = operation.isPublic() ? Rate.OPEN : operation.reads() ? Rate.READ : Rate.WRITE;
        String who = Current.find()
                .map(current -> current.workspace() + "|" + current.actor().id())
                .orElse(address);
        // Forgotten rather than kept for ever: who comes back after the heap grew gets a fresh bucket.
        if (buckets.size() > 100_000) buckets.clear();
        var probe =
                buckets.computeIfAbsent(rate + "|" + who, key -> bucket(rate)).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) throw Refused.tooMany(1 + probe.getNanosToWaitForRefill() / 1_000_000_000L);
    }

    private Bucket bucket(Rate rate) {
        long perSecond = Math.max(1, Math.round(rate.perSecond * factor));
        long burst = Math.max(1, Math.round(rate.burst * factor));
        return Bucket.builder()
                .addLimit(Bandwidth.builder()
                        .capacity(burst)
                        .refillGreedy(perSecond, Duration.ofSeconds(1))
                        .build())
                .build();
    }
}
