package io.fanfare.kernel;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Rate limits of callers on one node: reads, writes, public operations and agents have a bucket each. The limits that providers set
 * are shared by all nodes, in {@code delivery_bucket}.
 */
@Component
class Rates {
    // A bucket that was not used for a minute is full again, so forgetting it changes nothing.
    private final Cache<String, Bucket> buckets =
            Caffeine.newBuilder().expireAfterAccess(Duration.ofMinutes(1)).build();
    private final double factor;

    Rates(@Value("${fanfare.rates:1.0}") double factor) {
        this.factor = factor;
    }

    /** The rate classes: tokens per second, and the largest burst. */
    private enum Rate {
        READ(200, 2000),
        WRITE(100, 2000),
        OPEN(100, 1000),
        /** An agent that runs in a circle must not use up what its person needs. */
        AGENT(20, 200);

        private final int perSecond;
        private final int burst;

        Rate(int perSecond, int burst) {
            this.perSecond = perSecond;
            this.burst = burst;
        }
    }

    /** A request: of the caller, or of a client network where the caller is not known. */
    void take(Operation operation, String address) {
        consume(operation, Current.find().map(Rates::caller).orElseGet(() -> ClientNetwork.of(address)));
    }

    /** A call in process. What the system does by itself has no limit here. */
    void take(Operation operation) {
        var current = Current.get();
        if (current.actor().kind() != Actor.Kind.SYSTEM) consume(operation, caller(current));
    }

    private static String caller(Current current) {
        return current.workspace() + "|" + current.actor().id();
    }

    private void consume(Operation operation, String who) {
        Rate rate = rate(operation);
        var probe = buckets.get(rate + "|" + who, key -> bucket(rate)).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) throw Refused.tooMany(1 + probe.getNanosToWaitForRefill() / 1_000_000_000L);
    }

    private static Rate rate(Operation operation) {
        if (Current.find().filter(now -> now.actor().kind() == Actor.Kind.AGENT).isPresent()) return Rate.AGENT;
        return operation.isPublic() ? Rate.OPEN : operation.reads() ? Rate.READ : Rate.WRITE;
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
