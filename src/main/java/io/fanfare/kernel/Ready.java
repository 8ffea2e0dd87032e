package io.fanfare.kernel;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The ready table says which workspace has work in which lane, and from when. It is written in the transaction that
 * makes the work, so a crash loses neither; a lease that runs out gives the turn of a dead node to another.
 */
@Component
public class Ready implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Ready.class);
    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final Object MARKS = new Object();

    private final Sql sql;
    private final Transactions transactions;
    private final ObjectProvider<Lane> known;
    private final boolean alone;
    private final boolean automatic;
    private final String node = UUID.randomUUID().toString();
    private final Map<String, Semaphore> wake = new ConcurrentHashMap<>();
    private volatile List<Lane> lanes = List.of();
    private @Nullable ExecutorService workers;
    private volatile boolean running;

    /** The lanes are asked for at the start: what works in them marks further work here. */
    Ready(
            Sql sql,
            Transactions transactions,
            ObjectProvider<Lane> known,
            DatabaseAccess access,
            @Value("${fanfare.lanes:true}") boolean automatic) {
        this.sql = sql;
        this.transactions = transactions;
        this.known = known;
        this.alone = access.embedded();
        this.automatic = automatic;
    }

    /** Some work of the current workspace is due at a time. Belongs into the transaction that makes the work. */
    public void mark(String lane, Instant dueAt) {
        // The row is shared by all writers of a workspace: it is touched last, once for each lane.
        @SuppressWarnings("unchecked")
        var marks = (Map<String, Instant>) TransactionSynchronizationManager.getResource(MARKS);
        if (marks == null) {
            var fresh = new HashMap<String, Instant>();
            TransactionSynchronizationManager.bindResource(MARKS, fresh);
            Transactions.beforeCommit(() -> fresh.forEach(this::write));
            Transactions.afterCommit(() -> fresh.keySet().forEach(this::nudge));
            TransactionSynchronizationManager.registerSynchronization(
                    new org.springframework.transaction.support.TransactionSynchronization() {
                        @Override
                        public void afterCompletion(int status) {
                            TransactionSynchronizationManager.unbindResourceIfPossible(MARKS);
                        }
                    });
            marks = fresh;
        }
        marks.merge(lane, dueAt, (a, b) -> a.isBefore(b) ? a : b);
    }

    private void write(String lane, Instant dueAt) {
        sql.of("""
                insert into kernel_ready (workspace_id, lane, due_at)
                values (:workspace, :lane, :dueAt)
                on conflict (workspace_id, lane) do update
                   set due_at = least(kernel_ready.due_at, excluded.due_at), marks = kernel_ready.marks + 1""").bind("lane", lane).bind("dueAt", dueAt).run();
    }

    private void nudge(String lane) {
        var semaphore = wake.get(lane);
        if (semaphore != null && semaphore.availablePermits() < 4) semaphore.release();
    }

    @Override
    public void start() {
        lanes = known.orderedStream().toList();
        lanes.forEach(lane -> wake.put(lane.name(), new Semaphore(0)));
        running = true;
        // The only server there is holds every turn, so the turns of an earlier run are nobody's.
        if (alone) transactions.write(this::release);
        if (!automatic) return;
        workers = Executors.newVirtualThreadPerTaskExecutor();
        for (Lane lane : lanes) for (int i = 0; i < lane.width(); i++) workers.execute(() -> loop(lane));
    }

    private void release() {
        sql.of("update kernel_ready set leased_until = null where leased_until is not null")
                .run();
    }

    @Override
    public void stop() {
        running = false;
        if (workers == null) return;
        wake.values().forEach(semaphore -> semaphore.release(100));
        workers.shutdown();
        try {
            if (!workers.awaitTermination(20, TimeUnit.SECONDS)) workers.shutdownNow();
        } catch (InterruptedException interrupted) {
            workers.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Works whatever is due now until nothing is left: tests run the house by hand. */
    public int drain() {
        int turns = 0;
        boolean any = true;
        while (any) {
            any = false;
            for (Lane lane : lanes)
                while (turn(lane)) {
                    any = true;
                    if (++turns > 10_000) throw new IllegalStateException("the lane " + lane.name() + " never ends");
                }
        }
        return turns;
    }

    private void loop(Lane lane) {
        Semaphore semaphore = java.util.Objects.requireNonNull(wake.get(lane.name()));
        int failures = 0;
        while (running) {
            try {
                boolean worked = turn(lane);
                failures = 0;
                if (!worked && semaphore.tryAcquire(500, TimeUnit.MILLISECONDS)) semaphore.drainPermits();
            } catch (InterruptedException interrupted) {
                return;
            } catch (RuntimeException broken) {
                // The database may be away for a moment: say it once, then wait a little longer each time.
                if (failures++ == 0) LOG.warn("Lane {} is interrupted: {}", lane.name(), broken.toString());
                sleep(Math.min(5_000, 100L << Math.min(failures, 6)));
            }
        }
    }

    private boolean turn(Lane lane) {
        Optional<Turn> taken = transactions.write(() -> take(lane.name()));
        if (taken.isEmpty()) return false;
        Turn turn = taken.get();
        Current.house(turn.workspaceId(), lane.name()).run(() -> {
            try {
                var next = lane.work();
                transactions.write(() -> finish(lane.name(), turn, next));
            } catch (RuntimeException broken) {
                LOG.warn("Lane {} of workspace {} failed", lane.name(), turn.workspaceId(), broken);
                giveBack(lane, turn);
            }
        });
        return true;
    }

    /** The database may be what failed: then nobody would have this turn until its lease runs out. */
    private void giveBack(Lane lane, Turn turn) {
        long end = System.nanoTime() + LEASE.toNanos();
        while (true) {
            try {
                transactions.write(() -> postpone(lane.name(), turn));
                return;
            } catch (RuntimeException away) {
                if (!running || System.nanoTime() > end) throw away;
                sleep(250);
            }
        }
    }

    /** What a worker holds while it works. */
    record Turn(UUID workspaceId, long marks) {}

    // A CTE that is materialized runs once; as a sub-select the planner may run it again for each row it joins.
    private Optional<Turn> take(String lane) {
        return sql.of("""
                with t as materialized (
                    select workspace_id, lane from kernel_ready
                     where lane = :lane and due_at <= fanfare_now()
                       and (leased_until is null or leased_until < fanfare_now())
                     order by due_at
                     limit 1
                       for update skip locked)
                update kernel_ready r
                   set leased_until = fanfare_now() + make_interval(secs => :lease), leased_by = :node
                  from t
                 where r.workspace_id = t.workspace_id and r.lane = t.lane
                returning r.workspace_id, r.marks""")
                .bind("lane", lane)
                .bind("node", node)
                .bind("lease", (double) LEASE.toSeconds())
                .find(Turn.class);
    }

    private void finish(String lane, Turn turn, Optional<Instant> next) {
        if (next.isEmpty()) {
            int gone =
                    sql.of("""
                    delete from kernel_ready
                     where workspace_id = :workspace and lane = :lane and marks = :marks""").bind("lane", lane).bind("marks", turn.marks()).run();
            if (gone == 1) return;
        }
        // Marked meanwhile: whoever did may mean work that this turn could not see yet.
        sql.of("""
                update kernel_ready
                   set leased_until = null,
                       due_at = case when marks = :marks then greatest(cast(:next as timestamptz), fanfare_now())
                                     else fanfare_now() end
                 where workspace_id = :workspace and lane = :lane""")
                .bind("lane", lane)
                .bind("marks", turn.marks())
                .bind("next", next.orElse(null))
                .run();
    }

    private void postpone(String lane, Turn turn) {
        sql.of("""
                update kernel_ready set leased_until = null, due_at = fanfare_now() + interval '2 seconds'
                 where workspace_id = :workspace and lane = :lane and marks >= :marks""").bind("lane", lane).bind("marks", turn.marks()).run();
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
