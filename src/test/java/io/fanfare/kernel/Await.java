package io.fanfare.kernel;

import java.util.function.BooleanSupplier;

/** Waits for other threads without a fixed time. The timeout of the test interrupts the wait. */
final class Await {
    private Await() {}

    static void until(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            if (Thread.interrupted()) throw new AssertionError("interrupted while waiting for other threads");
            Thread.onSpinWait();
        }
    }
}
