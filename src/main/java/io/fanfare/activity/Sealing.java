package io.fanfare.activity;

import io.fanfare.kernel.Current;
import io.fanfare.kernel.Lane;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Ready;
import io.fanfare.kernel.Sql;
import io.fanfare.kernel.Transactions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Seals the entries of a workspace into its chain, in batches after they are committed: if every business transaction moved
 * the head of the chain, they would wait for each other. An entry that commits late gets a later position, but always one.
 */
@Component
class Sealing implements Lane, SmartLifecycle {
    static final String LANE = "activity_seal";

    private static final Logger LOG = LoggerFactory.getLogger(Sealing.class);
    private static final int BATCH = 1_000;
    private static final int BEATS_BETWEEN_SEARCHES = 300;

    private final Sql sql;
    private final Transactions transactions;
    private final Now now;
    private final ObjectProvider<Ready> ready;
    private final Set<UUID> expected = ConcurrentHashMap.newKeySet();
    private @Nullable ScheduledExecutorService beat;
    private int beats;

    Sealing(Sql sql, Transactions transactions, Now now, ObjectProvider<Ready> ready) {
        this.sql = sql;
        this.transactions = transactions;
        this.now = now;
        this.ready = ready;
    }

    /** The running transaction adds an entry that has to be sealed. */
    void expect() {
        UUID workspace = Current.get().workspace();
        Transactions.afterCommit(() -> expected.add(workspace));
    }

    @Override
    public void start() {
        beat = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("sealing").factory());
        var _ = beat.scheduleWithFixedDelay(this::beat, 0, 200, TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        if (beat != null) beat.shutdownNow();
        beat = null;
    }

    @Override
    public boolean isRunning() {
        return beat != null;
    }

    private void beat() {
        try {
            // A node that was killed forgets what it expected, so every node searches for unsealed entries now and
            // then.
            if (beats++ % BEATS_BETWEEN_SEARCHES == 0)
                expected.addAll(transactions.read(
                        () -> sql.of("select * from activity_unsealed()").list(UUID.class)));
            mark();
        } catch (RuntimeException away) {
            LOG.debug("Sealing of the audit trail is delayed: {}", away.toString());
        }
    }

    /** Marks the lane as ready, in transactions that no writer waits for. */
    void mark() {
        for (UUID workspace : List.copyOf(expected)) {
            expected.remove(workspace);
            try {
                Current.house(workspace, LANE)
                        .run(() -> transactions.write(() -> ready.getObject().mark(LANE, now.instant())));
            } catch (RuntimeException away) {
                expected.add(workspace);
                throw away;
            }
        }
    }

    @Override
    public String name() {
        return LANE;
    }

    @Override
    public int width() {
        return 1;
    }

    @Override
    public Optional<Instant> work() {
        int sealed = transactions.write(this::batch);
        return sealed < BATCH ? Optional.empty() : Optional.of(Instant.EPOCH);
    }

    /** Seals what is committed now, outside a transaction: what is exported next includes all of it. */
    void sealAll() {
        int sealed;
        do sealed = transactions.write(this::batch);
        while (sealed == BATCH);
    }

    /** The head of the chain; of an empty one if nothing is sealed yet. */
    Head head() {
        return sql.of("select seq, hash, sealed_up_to from activity_chain where workspace_id = :workspace")
                .find(Head.class)
                .orElse(new Head(0, Entry.GENESIS, null));
    }

    /** The head of a chain. */
    record Head(long seq, String hash, @Nullable Instant sealedUpTo) {}

    /** Seals what waits, at most a batch; how many. */
    int batch() {
        sql.of("insert into activity_chain (hash) values (:genesis) on conflict (workspace_id) do nothing")
                .bind("genesis", Entry.GENESIS)
                .run();
        Head head = sql.of("""
                select seq, hash, sealed_up_to from activity_chain where workspace_id = :workspace for update""").one(Head.class);
        List<Entry> waiting = sql.of("""
                select * from activity_audit
                 where workspace_id = :workspace and seq is null
                 order by id
                 limit :batch""").bind("batch", BATCH).list(Entry.class);
        if (waiting.isEmpty()) return 0;
        seal(head, waiting);
        return waiting.size();
    }

    private void seal(Head head, List<Entry> waiting) {
        long seq = head.seq();
        String hash = head.hash();
        var ids = new ArrayList<UUID>();
        var numbers = new ArrayList<Long>();
        var hashes = new ArrayList<String>();
        for (Entry entry : waiting) {
            hash = entry.seal(++seq, hash);
            ids.add(entry.id());
            numbers.add(seq);
            hashes.add(hash);
        }
        sql.of("""
                update activity_audit a set seq = s.seq, hash = s.hash
                  from unnest(:ids, :numbers, :hashes) s (id, seq, hash)
                 where a.workspace_id = :workspace and a.id = s.id""")
                .array("ids", "uuid", ids)
                .array("numbers", "bigint", numbers)
                .array("hashes", "text", hashes)
                .run();
        sql.of("""
                update activity_chain set seq = :seq, hash = :hash, sealed_up_to = :upTo
                 where workspace_id = :workspace""")
                .bind("seq", seq)
                .bind("hash", hash)
                .bind("upTo", waiting.getLast().at())
                .run();
    }
}
