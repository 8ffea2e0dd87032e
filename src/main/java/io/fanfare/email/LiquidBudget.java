package io.fanfare.email;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The limits of one rendering. Work is counted, not timed, so the same mail passes on a busy server. A mail costs a
 * few thousand characters and takes about a millisecond; the clock stops only work that is not counted.
 */
final class LiquidBudget {
    /** While a mailing is edited; its readers may have longer values than the sample. */
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
