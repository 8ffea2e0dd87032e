package io.fanfare.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Lanes with real threads, and two nodes on one database. Each test has a lane of its own. */
class WorkersTest {
    private final Turns turns = Api.bean(Turns.class);
    private final Transactions transactions = Api.bean(Transactions.class);
    private final Ready ready = Api.bean(Ready.class);
    private final String lane = "test_" + Ids.next();
    private final List<Workers> nodes = new ArrayList<>();

    @AfterEach
    void stop() {
        nodes.forEach(Workers::stop);
        shift(Duration.ZERO);
    }

    @Test
    void a_slow_workspace_holds_up_no_other() throws Exception {
        UUID slow = Ids.next();
        var release = new CountDownLatch(1);
        var worked = new LinkedBlockingQueue<UUID>();
        node(2, () -> {
            if (here().equals(slow)) await(release);
            worked.add(here());
            return Optional.empty();
        });

        mark(slow);
        var others = List.of(Ids.next(), Ids.next(), Ids.next());
        others.forEach(this::mark);

        assertThat(take(worked, 3)).containsExactlyInAnyOrderElementsOf(others);
        release.countDown();
        assertThat(take(worked, 1)).containsExactly(slow);
    }

    @Test
    void two_nodes_never_work_on_a_workspace_in_one_lane_at_the_same_time() throws Exception {
        var workspaces = List.of(Ids.next(), Ids.next(), Ids.next());
        Map<UUID, AtomicInteger> inside = new ConcurrentHashMap<>();
        Map<UUID, AtomicInteger> left = new ConcurrentHashMap<>();
        var most = new AtomicInteger();
        var done = new CountDownLatch(workspaces.size());
        workspaces.forEach(workspace -> left.put(workspace, new AtomicInteger(20)));
        Supplier<Optional<Instant>> work = () -> {
            var here = inside.computeIfAbsent(here(), any -> new AtomicInteger());
            most.accumulateAndGet(here.incrementAndGet(), Math::max);
            here.decrementAndGet();
            if (Objects.requireNonNull(left.get(here())).decrementAndGet() > 0) return Optional.of(now());
            done.countDown();
            return Optional.empty();
        };
        node(8, work);
        node(8, work);

        workspaces.forEach(this::mark);

        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(most).hasValue(1);
    }

    @Test
    void work_that_is_marked_during_a_turn_is_done_after_it() throws Exception {
        UUID workspace = Ids.next();
        var count = new AtomicInteger();
        var twice = new CountDownLatch(2);
        node(4, () -> {
            if (count.incrementAndGet() == 1) mark(workspace);
            twice.countDown();
            return Optional.empty();
        });

        mark(workspace);

        assertThat(twice.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void a_turn_is_renewed_while_it_is_worked_on() throws Exception {
        UUID workspace = Ids.next();
        var started = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        var first = node(4, () -> {
            started.countDown();
            await(release);
            return Optional.empty();
        });
        mark(workspace);
        assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();

        shift(Duration.ofSeconds(50));
        first.renew();
        shift(Duration.ofSeconds(100));
        assertThat(taken()).isEmpty();

        shift(Duration.ofSeconds(111));
        assertThat(taken()).as("renewed no more").isPresent();
        release.countDown();
    }

    @Test
    void the_end_of_an_older_turn_does_not_touch_the_newer_one() {
        UUID workspace = Ids.next();
        mark(workspace);
        var older = taken().orElseThrow();
        shift(Turns.LEASE.plusSeconds(1));
        var newer = taken().orElseThrow();

        finish(older, Optional.empty());
        assertThat(taken()).as("still leased by the newer turn").isEmpty();

        finish(newer, Optional.of(now().plusSeconds(60)));
        assertThat(taken()).isEmpty();
        shift(Turns.LEASE.plusSeconds(70));
        assertThat(taken()).as("due when the newer turn said").isPresent();
    }

    @Test
    void the_time_that_an_older_turn_wants_to_come_back_at_is_never_lost() {
        UUID workspace = Ids.next();
        mark(workspace);
        var older = taken().orElseThrow();
        shift(Turns.LEASE.plusSeconds(1));
        finish(taken().orElseThrow(), Optional.empty());

        finish(older, Optional.of(now().plusSeconds(5)));

        assertThat(taken()).isEmpty();
        shift(Turns.LEASE.plusSeconds(10));
        assertThat(taken()).isPresent();
    }

    @Test
    void an_older_turn_that_failed_is_tried_again_too() {
        UUID workspace = Ids.next();
        mark(workspace);
        var older = taken().orElseThrow();
        shift(Turns.LEASE.plusSeconds(1));
        finish(taken().orElseThrow(), Optional.empty());

        inside(older.workspaceId(), () -> turns.postpone(older, "Broken"));

        shift(Turns.LEASE.plusSeconds(5));
        assertThat(taken()).isPresent();
    }

    @Test
    void a_turn_that_fails_is_tried_again_and_others_go_on() throws Exception {
        UUID broken = Ids.next();
        UUID fine = Ids.next();
        var failures = new AtomicInteger();
        var worked = new LinkedBlockingQueue<UUID>();
        node(1, () -> {
            if (here().equals(broken) && failures.incrementAndGet() == 1) throw new IllegalStateException("a test");
            worked.add(here());
            return Optional.empty();
        });

        mark(broken);
        mark(fine);
        assertThat(take(worked, 1)).containsExactly(fine);
        shift(Duration.ofSeconds(3));
        assertThat(take(worked, 1)).containsExactly(broken);
    }

    private Workers node(int width, Supplier<Optional<Instant>> work) {
        var workers = new Workers(
                turns,
                transactions,
                ready,
                List.of(new TestLane(lane, width, work)),
                Api.bean(Watch.class),
                false,
                true);
        nodes.add(workers);
        workers.start();
        return workers;
    }

    private record TestLane(String name, int width, Supplier<Optional<Instant>> batch) implements Lane {
        @Override
        public Optional<Instant> work() {
            return batch.get();
        }
    }

    private static UUID here() {
        return Current.get().workspace();
    }

    private void mark(UUID workspace) {
        inside(workspace, () -> ready.mark(lane, Instant.EPOCH));
    }

    private Optional<Turns.Turn> taken() {
        return transactions.write(() -> turns.take(lane, "a node of the test"));
    }

    private void finish(Turns.Turn turn, Optional<Instant> next) {
        inside(turn.workspaceId(), () -> turns.finish(turn, next));
    }

    private void inside(UUID workspace, Runnable work) {
        Current.house(workspace, "test").run(() -> transactions.write(work));
    }

    private Instant now() {
        return transactions.read(Api.bean(Now.class)::instant);
    }

    private void shift(Duration offset) {
        transactions.write(() -> Api.bean(Now.class).shift(offset));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<UUID> take(LinkedBlockingQueue<UUID> worked, int count) throws InterruptedException {
        var found = new ArrayList<UUID>();
        for (int i = 0; i < count; i++) found.add(worked.poll(10, TimeUnit.SECONDS));
        return found;
    }
}
