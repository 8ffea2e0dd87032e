package io.fanfare.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class FairPermitsTest {
    private final UUID busy = new UUID(0, 1);
    private final UUID quiet = new UUID(0, 2);
    private final List<UUID> order = Collections.synchronizedList(new ArrayList<>());

    private Thread start(FairPermits permits, UUID workspace, int weight, Runnable work) {
        return Thread.ofVirtual().start(() -> Current.house(workspace, "test")
                .run(() -> permits.use(weight, () -> {
                    work.run();
                    order.add(workspace);
                    return null;
                })));
    }

    @Test
    void a_workspace_with_many_requests_delays_another_by_one_of_them() throws InterruptedException {
        var permits = new FairPermits(1);
        var started = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        var threads = new ArrayList<Thread>();
        threads.add(start(permits, busy, 1, () -> {
            started.countDown();
            join(go);
        }));
        started.await();
        for (int i = 0; i < 20; i++) threads.add(waiting(start(permits, busy, 1, () -> {})));
        threads.add(waiting(start(permits, quiet, 1, () -> {})));
        go.countDown();
        for (var thread : threads) thread.join();

        assertThat(order.indexOf(quiet)).isLessThanOrEqualTo(2);
        assertThat(order).hasSize(22);
    }

    @Test
    void what_is_in_use_at_once_never_exceeds_the_permits_and_more_than_all_counts_as_all()
            throws InterruptedException {
        var permits = new FairPermits(10);
        var inUse = new AtomicInteger();
        var most = new AtomicInteger();
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < 100; i++) {
            int weight = i % 15;
            threads.add(start(permits, new UUID(i, i), weight, () -> {
                int counted = Math.clamp(weight, 1, 10);
                most.accumulateAndGet(inUse.addAndGet(counted), Math::max);
                LockSupport.parkNanos(100_000);
                inUse.addAndGet(-counted);
            }));
        }
        for (var thread : threads) thread.join();

        assertThat(most.get()).isBetween(1, 10);
        assertThat(order).hasSize(100);
    }

    private static Thread waiting(Thread thread) {
        Await.until(() -> thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TERMINATED);
        return thread;
    }

    private static void join(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
