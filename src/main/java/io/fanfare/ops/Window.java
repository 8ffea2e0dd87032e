package io.fanfare.ops;

import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * How long something took, and how often it failed, within the last five minutes. Ten slots of thirty seconds each count by the
 * logarithm of the time, four counters to a doubling, so that a percentile is at most 10 % off. A slot that begins anew may lose
 * a few counts of that moment.
 */
final class Window {
    static final int SECONDS = 300;

    private static final int SLOTS = 10;
    private static final int SLOT_SECONDS = SECONDS / SLOTS;
    private static final double SMALLEST_NANOS = 50_000;
    private static final int PER_DOUBLING = 4;
    private static final int BUCKETS = 21 * PER_DOUBLING;
    private static final double NANOS_PER_MS = 1e6;

    private final AtomicIntegerArray[] counts = new AtomicIntegerArray[SLOTS];
    private final int[] failures = new int[SLOTS];
    private final long[] epochs = new long[SLOTS];

    Window() {
        for (int i = 0; i < SLOTS; i++) {
            counts[i] = new AtomicIntegerArray(BUCKETS);
            epochs[i] = -SLOTS;
        }
    }

    void record(long nowNanos, long tookNanos, boolean failed) {
        long epoch = nowNanos / 1_000_000_000L / SLOT_SECONDS;
        int slot = (int) Math.floorMod(epoch, (long) SLOTS);
        if (epochs[slot] != epoch || failed) begin(slot, epoch, failed);
        counts[slot].incrementAndGet(bucket(tookNanos));
    }

    private synchronized void begin(int slot, long epoch, boolean failed) {
        if (epochs[slot] != epoch) {
            for (int i = 0; i < BUCKETS; i++) counts[slot].set(i, 0);
            failures[slot] = 0;
            epochs[slot] = epoch;
        }
        if (failed) failures[slot]++;
    }

    private static int bucket(long nanos) {
        if (nanos <= SMALLEST_NANOS) return 0;
        double doublings = Math.log(nanos / SMALLEST_NANOS) / Math.log(2);
        return Math.min(BUCKETS - 1, (int) (doublings * PER_DOUBLING));
    }

    /** What was recorded in the last five minutes. */
    synchronized Reading read(long nowNanos) {
        long epoch = nowNanos / 1_000_000_000L / SLOT_SECONDS;
        var sums = new long[BUCKETS];
        long failed = 0;
        for (int slot = 0; slot < SLOTS; slot++) {
            if (epoch - epochs[slot] >= SLOTS) continue;
            failed += failures[slot];
            for (int i = 0; i < BUCKETS; i++) sums[i] += counts[slot].get(i);
        }
        return new Reading(sums, failed);
    }

    /** The counts of one window, or of several together. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Reading(long[] counts, long failed) {
        static Reading empty() {
            return new Reading(new long[BUCKETS], 0);
        }

        Reading plus(Reading other) {
            var sums = counts.clone();
            for (int i = 0; i < BUCKETS; i++) sums[i] += other.counts[i];
            return new Reading(sums, failed + other.failed);
        }

        long total() {
            long sum = 0;
            for (long count : counts) sum += count;
            return sum;
        }

        /** In milliseconds; 0 where nothing was recorded. */
        double percentile(double share) {
            long total = total();
            if (total == 0) return 0;
            long rank = (long) Math.ceil(total * share);
            long seen = 0;
            int bucket = 0;
            while (bucket < BUCKETS - 1 && (seen += counts[bucket]) < rank) bucket++;
            double middle = SMALLEST_NANOS * Math.pow(2, (bucket + 0.5) / PER_DOUBLING);
            return Math.round(middle / NANOS_PER_MS * 100) / 100.0;
        }

        double failedShare() {
            long total = total();
            return total == 0 ? 0 : Math.round(failed * 10_000.0 / total) / 10_000.0;
        }
    }
}
