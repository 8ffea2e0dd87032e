package io.fanfare.kernel;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Work that computes for longer than a few milliseconds, such as decoding a picture. It runs in a thread of the operating
 * system, which takes turns with the others. A virtual thread would keep one of the few carriers to itself until the work
 * ends, and with it the requests of all others.
 */
public final class LongComputation {
    private static final ExecutorService THREADS = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("compute-", 0).factory());

    private LongComputation() {}

    /** Work that may fail with one kind of checked exception. */
    @FunctionalInterface
    public interface Work<T extends @Nullable Object, X extends Exception> {
        T run() throws X;
    }

    /** Waits for the result; within a transaction, which belongs to its thread, it runs there. The caller limits how many run at once. */
    @SuppressWarnings("unchecked")
    public static <T extends @Nullable Object, X extends Exception> T run(Work<T, X> work) throws X {
        if (!Thread.currentThread().isVirtual() || TransactionSynchronizationManager.isActualTransactionActive())
            return work.run();
        var current = Current.find();
        var result = THREADS.submit(() -> current.isPresent() ? current.get().<T, X>call(work::run) : work.run());
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return result.get();
                } catch (InterruptedException stopping) {
                    interrupted = true;
                } catch (ExecutionException failed) {
                    throw (X) checked(failed);
                }
            }
        } finally {
            if (interrupted) Thread.currentThread().interrupt();
        }
    }

    /** What the work threw that is not of its declared kind is thrown here. */
    private static Exception checked(ExecutionException failed) {
        return switch (failed.getCause()) {
            case Error broken -> throw broken;
            case RuntimeException unchecked -> throw unchecked;
            case Exception declared -> declared;
            case null, default -> throw new IllegalStateException(failed);
        };
    }
}
