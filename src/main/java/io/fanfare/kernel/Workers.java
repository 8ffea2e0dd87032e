package io.fanfare.kernel;

import io.fanfare.kernel.Turns.Turn;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Works the lanes of a node: one thread for each lane takes turns, and each turn runs in a thread of its own. */
@Component
class Workers implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Workers.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration RENEWAL = Duration.ofSeconds(20);
    private static final Duration SHUTDOWN = Duration.ofSeconds(20);
    private static final int MAX_TURNS_OF_A_DRAIN = 10_000;

    private final Turns turns;
    private final Transactions transactions;
    private final List<Lane> lanes;
    private final Watch watch;
    private final boolean alone;
    private final boolean automatic;
    private final String node = UUID.randomUUID().toString();
    private final Map<String, Semaphore> wake = new HashMap<>();
    private final Set<UUID> held = ConcurrentHashMap.newKeySet();
    private @Nullable ExecutorService threads;
    private @Nullable ScheduledExecutorService renewal;
    private volatile boolean running;

    @Autowired
    Workers(
            Turns turns,
            Transactions transactions,
            Ready ready,
            List<Lane> lanes,
            DatabaseAccess access,
            Watch watch,
            @Value("${fanfare.lanes:true}") boolean automatic) {
        this(turns, transactions, ready, lanes, watch, access.embedded(), automatic);
    }

    /** @param alone whether no other node can work on this database */
    Workers(
            Turns turns,
            Transactions transactions,
            Ready ready,
            List<Lane> lanes,
            Watch watch,
            boolean alone,
            boolean automatic) {
        this.turns = turns;
        this.transactions = transactions;
        this.lanes = lanes;
        this.watch = watch;
        this.alone = alone;
        this.automatic = automatic;
        lanes.forEach(lane -> wake.put(lane.name(), new Semaphore(0)));
        ready.onMark(this::wake);
    }

    private void wake(String lane) {
        var semaphore = wake.get(lane);
        if (semaphore != null && semaphore.availablePermits() == 0) semaphore.release();
    }

    @Override
    public void start() {
        running = true;
        if (alone) transactions.write(turns::releaseAll);
        if (!automatic) return;
        // A turn is a chain of statements; a virtual thread would be parked and woken for each of them.
        threads = Executors.newCachedThreadPool(
                Thread.ofPlatform().daemon().name("turn-", 1).factory());
        renewal = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("turns").factory());
        var _ = renewal.scheduleWithFixedDelay(
                this::renew, RENEWAL.toMillis(), RENEWAL.toMillis(), TimeUnit.MILLISECONDS);
        for (Lane lane : lanes) threads.execute(() -> loop(lane));
    }

    @Override
    public void stop() {
        running = false;
        if (threads == null || renewal == null) return;
        wake.keySet().forEach(this::wake);
        long end = System.nanoTime() + SHUTDOWN.toNanos();
        end(threads, end);
        var joins = Executors.newVirtualThreadPerTaskExecutor();
        lanes.forEach(lane -> joins.execute(lane::join));
        end(joins, end);
        renewal.shutdownNow();
    }

    private static void end(ExecutorService threads, long end) {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(end - System.nanoTime(), TimeUnit.NANOSECONDS)) threads.shutdownNow();
        } catch (InterruptedException interrupted) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Works everything that is due until nothing is left. For tests, which run the lanes by hand. */
    void drain() {
        int count = 0;
        boolean any = true;
        while (any) {
            any = false;
            for (Lane lane : lanes) {
                while (turn(lane)) {
                    any = true;
                    if (++count > MAX_TURNS_OF_A_DRAIN)
                        throw new IllegalStateException("the lane " + lane.name() + " never ends");
                }
                lane.join();
            }
        }
    }

    /** Takes one turn and works it in this thread; false when none is due. */
    boolean turn(Lane lane) {
        var turn = take(lane);
        turn.ifPresent(taken -> work(lane, taken));
        return turn.isPresent();
    }

    private void loop(Lane lane) {
        var places = new Semaphore(lane.width());
        int failures = 0;
        while (running) {
            try {
                if (!places.tryAcquire(POLL.toMillis(), TimeUnit.MILLISECONDS)) continue;
                boolean started = start(lane, places);
                failures = 0;
                if (!started) rest(lane);
            } catch (InterruptedException interrupted) {
                return;
            } catch (RuntimeException unavailable) {
                // The database may be unavailable for a moment: log it once, and wait longer each time.
                if (failures++ == 0) LOG.warn("Lane {} is interrupted: {}", lane.name(), unavailable.toString());
                sleep(Math.min(5_000, 100L << Math.min(failures, 6)));
            }
        }
    }

    /** Takes a turn for a place that is free; without one, the place is given back. */
    private boolean start(Lane lane, Semaphore places) {
        boolean started = false;
        try {
            var turn = take(lane);
            if (turn.isEmpty()) return false;
            execute(lane, turn.get(), places);
            started = true;
        } finally {
            if (!started) places.release();
        }
        return true;
    }

    private void execute(Lane lane, Turn turn, Semaphore places) {
        try {
            Objects.requireNonNull(threads).execute(() -> {
                try {
                    work(lane, turn);
                } finally {
                    places.release();
                }
            });
        } catch (RejectedExecutionException stopped) {
            held.remove(turn.turn());
            Current.house(turn.workspaceId(), lane.name()).run(() -> giveBack(turn, "The node stopped."));
            throw stopped;
        }
    }

    private void rest(Lane lane) throws InterruptedException {
        var semaphore = Objects.requireNonNull(wake.get(lane.name()));
        if (semaphore.tryAcquire(POLL.toMillis(), TimeUnit.MILLISECONDS)) semaphore.drainPermits();
    }

    private Optional<Turn> take(Lane lane) {
        var turn = transactions.write(() -> turns.take(lane.name(), node));
        turn.ifPresent(taken -> held.add(taken.turn()));
        return turn;
    }

    private void work(Lane lane, Turn turn) {
        Current.house(turn.workspaceId(), lane.name()).run(() -> {
            long began = System.nanoTime();
            try (var span = Traces.alone("lane " + lane.name())) {
                span.set("fanfare.workspace", turn.workspaceId().toString());
                try {
                    var next = lane.work();
                    transactions.write(() -> turns.finish(turn, next));
                    watch.worked(lane.name(), System.nanoTime() - began);
                } catch (RuntimeException | Error broken) {
                    span.failed(broken);
                    failed(lane, turn, broken);
                }
            } finally {
                held.remove(turn.turn());
            }
        });
    }

    private void failed(Lane lane, Turn turn, Throwable broken) {
        LOG.warn("Lane {} of workspace {} failed", lane.name(), turn.workspaceId(), broken);
        String trace = Traces.id().orElse(Current.get().requestId().toString());
        watch.failed(new Observer.Failure(turn.workspaceId(), lane.name(), broken, trace));
        giveBack(turn, broken.getClass().getSimpleName());
    }

    /** The database may be what failed: without this, the turn would wait until its lease expires. */
    private void giveBack(Turn turn, String error) {
        long end = System.nanoTime() + Turns.LEASE.toNanos();
        while (true) {
            try {
                transactions.write(() -> turns.postpone(turn, error));
                return;
            } catch (RuntimeException unavailable) {
                if (!running || System.nanoTime() > end) throw unavailable;
                sleep(250);
            }
        }
    }

    /** Renews the leases of all turns that this node works on. */
    void renew() {
        var mine = Set.copyOf(held);
        if (mine.isEmpty()) return;
        try {
            transactions.write(() -> turns.renew(mine));
        } catch (RuntimeException unavailable) {
            LOG.debug("Turns could not be renewed: {}", unavailable.toString());
        }
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
