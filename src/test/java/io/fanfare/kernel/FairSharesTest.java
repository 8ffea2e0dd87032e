package io.fanfare.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanfare.Api;
import io.fanfare.Api.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FairSharesTest {
    private final UUID busy = new UUID(0, 1);
    private final UUID quiet = new UUID(0, 2);
    private final AtomicLong nanos = new AtomicLong();
    private final FairShares shares = new FairShares(6, Duration.ofMinutes(1), nanos::get);
    private final FairShares impatient = new FairShares(6, Duration.ZERO, nanos::get);

    @Test
    void a_workspace_whose_requests_hang_does_not_delay_another() throws Exception {
        var hanging = Api.workspace();
        var other = Api.workspace();
        String path = "/api/campaigns/" + campaign(hanging);
        var answers = new ArrayList<Future<Answer>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Current.house(hanging.workspace, "test")
                    .run(() -> Api.bean(Transactions.class).write(() -> {
                        Api.bean(Sql.class)
                                .of("select 1 from campaign where workspace_id = :workspace for update")
                                .list(Integer.class);
                        for (int i = 0; i < 40; i++)
                            answers.add(threads.submit(() -> hanging.patch(path, Map.of("description", "changed"))));
                        Await.until(() -> Api.bean(FairShares.class).waiting(hanging.workspace) >= 20);

                        String created = campaign(other);
                        other.get("/api/campaigns/" + created).expect(200);
                    }));
        }
        for (var answer : answers) assertThat(answer.get().status()).isIn(200, 429);
        hanging.get(path).expect(200);
    }

    private static String campaign(Api api) {
        return api.post("/api/campaigns", Map.of("name", "Spring", "type", "custom"))
                .expect(201)
                .text("id");
    }

    @Test
    void the_share_of_a_workspace_depends_on_how_many_send_requests() {
        assertThat(atOnce(busy)).isEqualTo(6);
        as(quiet, impatient, () -> {});
        assertThat(atOnce(busy)).isEqualTo(3);
        nanos.addAndGet(Duration.ofSeconds(11).toNanos());
        assertThat(atOnce(busy)).isEqualTo(6);
        for (int i = 10; i < 30; i++) as(new UUID(0, i), impatient, () -> {});
        assertThat(atOnce(busy)).isEqualTo(2);
    }

    /** How many requests of a workspace run at the same time before one is refused. */
    private int atOnce(UUID workspace) {
        var running = new AtomicInteger();
        assertThatThrownBy(() -> nested(workspace, running)).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.more()).containsKey("retryAfter");
        });
        return running.get();
    }

    private void nested(UUID workspace, AtomicInteger running) {
        as(workspace, impatient, () -> {
            running.incrementAndGet();
            nested(workspace, running);
        });
    }

    @Test
    void requests_beyond_the_share_wait_and_then_run() throws Exception {
        var release = new CountDownLatch(1);
        var order = java.util.Collections.synchronizedList(new ArrayList<Integer>());
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < 6; i++) threads.add(start(() -> as(busy, shares, () -> join(release))));
        for (var thread : threads) Await.until(() -> thread.getState() == Thread.State.WAITING);
        for (int i = 0; i < 5; i++) {
            int number = i;
            threads.add(start(() -> as(busy, shares, () -> order.add(number))));
            Await.until(() -> shares.waiting(busy) > number);
        }
        assertThat(order).isEmpty();
        release.countDown();
        for (var thread : threads) thread.join();

        assertThat(order).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
        assertThat(shares.waiting(busy)).isZero();
    }

    @Test
    void background_work_and_requests_without_a_workspace_are_not_counted() {
        Current.house(busy, "test")
                .run(() -> impatient.use(() -> assertThat(atOnce(busy)).isEqualTo(6)));
        impatient.use(() -> assertThat(atOnce(busy)).isEqualTo(6));
    }

    private static void as(UUID workspace, FairShares shares, Runnable work) {
        new Current(workspace, Actor.person(workspace, "Somebody"), "owner", Set.of(), workspace, null)
                .run(() -> shares.use(() -> {
                    work.run();
                    return List.of();
                }));
    }

    private static Thread start(Runnable work) {
        return Thread.ofVirtual().start(work);
    }

    private static void join(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
