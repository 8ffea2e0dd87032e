package io.fanfare.social.platforms;

import java.time.Duration;

/** How long one sending may take in all; shorter than the lease of its row, so that nobody takes it for dead. */
record Patience(long end) {
    private static final Duration ONE_CALL = Duration.ofSeconds(20);

    static Patience of(Duration time) {
        return new Patience(System.nanoTime() + time.toNanos());
    }

    Duration left() {
        return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }

    boolean over() {
        return left().isZero();
    }

    /** For one call: never nothing, so that a call that is made can be answered. */
    Duration call() {
        Duration left = left();
        if (left.compareTo(ONE_CALL) > 0) return ONE_CALL;
        return left.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : left;
    }
}
