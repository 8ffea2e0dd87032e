package io.fanfare.kernel;

import java.security.SecureRandom;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** UUIDv7 (RFC 9562): sorted by time, also within one millisecond of one process. */
public final class Ids {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final AtomicLong LAST = new AtomicLong();

    private Ids() {}

    public static UUID next() {
        // 48 bits of milliseconds and 12 bits that count within one: monotonic even when the clock steps back.
        long stamp = LAST.updateAndGet(last -> Math.max(last + 1, System.currentTimeMillis() << 12));
        long high = ((stamp >>> 12) << 16) | 0x7000L | (stamp & 0xfff);
        long low = (RANDOM.nextLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
        return new UUID(high, low);
    }

    /** Reads the canonical form only: UUID.fromString accepts "1-1-1-1-1" too. */
    public static Optional<UUID> parse(String text) {
        if (text.length() != 36) return Optional.empty();
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
