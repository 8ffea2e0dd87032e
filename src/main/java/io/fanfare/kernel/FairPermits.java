package io.fanfare.kernel;

import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Limits how much of something dear is in use at once, such as the memory of decoded pictures. A workspace gets one share at
 * a time and the waiting ones follow in order, so that a workspace with a hundred requests delays another by one of them.
 */
public final class FairPermits {
    private static final int STRIPES = 256;

    private final int permits;
    private final Semaphore all;
    private final Semaphore[] own =
            Stream.generate(() -> new Semaphore(1, true)).limit(STRIPES).toArray(Semaphore[]::new);

    public FairPermits(int permits) {
        this.permits = permits;
        this.all = new Semaphore(permits, true);
    }

    public <T extends @Nullable Object, X extends Exception> T use(LongComputation.Work<T, X> work) throws X {
        return use(1, work);
    }

    /** @param weight how many of the permits the work needs; more than there are counts as all of them */
    public <T extends @Nullable Object, X extends Exception> T use(int weight, LongComputation.Work<T, X> work)
            throws X {
        int needed = Math.clamp(weight, 1, permits);
        var ours = own[Math.floorMod(workspace(), STRIPES)];
        ours.acquireUninterruptibly();
        try {
            all.acquireUninterruptibly(needed);
            try {
                return LongComputation.run(work);
            } finally {
                all.release(needed);
            }
        } finally {
            ours.release();
        }
    }

    private static int workspace() {
        return Current.find().map(Current::workspace).map(Object::hashCode).orElse(0);
    }
}
