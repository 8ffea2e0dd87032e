package io.fanfare.kernel;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Divides the transactions that requests may have open at once between the workspaces that send requests, so that none holds
 * all connections and all processors. A request beyond the share of its workspace waits in line, but not for long: then it
 * is refused with 429. Background work is not counted here: it has {@link Turns}.
 */
@Component
class FairShares {
    /** A slow request must not stop all others of its workspace. */
    private static final int SMALLEST_SHARE = 2;

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    /** A workspace counts until it has sent no request for this long. */
    private static final long IDLE_NANOS = Duration.ofSeconds(10).toNanos();

    private static final long RETRY_SECONDS = 2;

    private final Map<UUID, Share> shares = new HashMap<>();
    private final int all;
    private final Duration longestWait;
    private final LongSupplier nanos;
    private long cleared;

    /** Half of the connections; the others are for background work. */
    @Autowired
    FairShares(@Value("${fanfare.db.connections:20}") int connections) {
        this(connections / 2, LONGEST_WAIT, System::nanoTime);
    }

    FairShares(int all, Duration longestWait, LongSupplier nanos) {
        this.all = all;
        this.longestWait = longestWait;
        this.nanos = nanos;
    }

    /** What one workspace uses. */
    private static final class Share {
        private final ArrayDeque<Semaphore> waiting = new ArrayDeque<>();
        private int used;
        private long usedAt;
    }

    <T extends @Nullable Object> T use(Supplier<T> work) {
        var workspace = Current.find()
                .filter(current -> current.actor().kind() != Actor.Kind.SYSTEM)
                .map(Current::workspace);
        if (workspace.isEmpty()) return work.get();
        enter(workspace.get());
        try {
            return work.get();
        } finally {
            leave(workspace.get());
        }
    }

    private void enter(UUID workspace) {
        var turn = turn(workspace);
        if (turn.isEmpty()) return;
        try {
            if (turn.get().tryAcquire(longestWait.toNanos(), TimeUnit.NANOSECONDS)) return;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        if (gaveUp(workspace, turn.get())) throw Refused.tooMany(RETRY_SECONDS);
    }

    /** Takes a place, or one in the line, which gets a permit when its turn comes. */
    private synchronized Optional<Semaphore> turn(UUID workspace) {
        long now = nanos.getAsLong();
        clear(now);
        var share = shares.computeIfAbsent(workspace, any -> new Share());
        share.usedAt = now;
        if (share.used < size()) {
            share.used++;
            return Optional.empty();
        }
        var turn = new Semaphore(0);
        share.waiting.add(turn);
        return Optional.of(turn);
    }

    /** False if the turn came at the last moment. */
    private synchronized boolean gaveUp(UUID workspace, Semaphore turn) {
        var share = shares.get(workspace);
        return share != null && share.waiting.remove(turn);
    }

    private synchronized void leave(UUID workspace) {
        var share = java.util.Objects.requireNonNull(shares.get(workspace));
        share.used--;
        while (share.used < size() && !share.waiting.isEmpty()) {
            share.used++;
            share.waiting.remove().release();
        }
    }

    /** How many requests of a workspace are in line. */
    synchronized int waiting(UUID workspace) {
        var share = shares.get(workspace);
        return share == null ? 0 : share.waiting.size();
    }

    private int size() {
        return Math.max(SMALLEST_SHARE, all / Math.max(1, shares.size()));
    }

    private void clear(long now) {
        if (now - cleared < IDLE_NANOS / 10) return;
        cleared = now;
        shares.values().removeIf(share -> share.used == 0 && now - share.usedAt > IDLE_NANOS);
    }
}
