package io.fanfare.email;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What one rendering may cost. The work is counted, not timed: the same mail passes on a busy server too. A mail costs some
 * thousand characters and takes about a millisecond; the clock only stops what the count can't see.
 */
final class LiquidBudget {
    /** While a mailing is written; its readers may have longer values than the sample. */
    static final int WRITING = 500_000;

    static final int SENDING = 2_000_000;

    private static final Duration LONGEST = Duration.ofSeconds(1);
    private static final ScopedValue<LiquidBudget> CURRENT = ScopedValue.newInstance();

    private final long deadline = System.nanoTime() + LONGEST.toNanos();
    private long left;

    private LiquidBudget(long work) {
        left = work;
    }

    static <T extends @Nullable Object> T within(int work, Supplier<T> rendering) {
        return ScopedValue.where(CURRENT, new LiquidBudget(work)).call(rendering::get);
    }

    static void spend(long characters) {
        if (!CURRENT.isBound()) return;
        var budget = CURRENT.get();
        budget.left -= characters + 1;
        if (budget.left < 0 || System.nanoTime() > budget.deadline)
            throw new IllegalArgumentException("filling it in takes too long; use fewer filters or shorter values");
    }
}
