package io.fanfare.delivery;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.fanfare.delivery.LedgerStore.Result;
import io.fanfare.kernel.Current;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The messages of this node that are on their way. Each has a thread of its own and settles by itself, so no lane waits
 * for a network. How many there may be is limited per route of a workspace, and shared evenly between the routes of one
 * account, of one workspace and of the node: a slow server takes room from nobody but its own tenant.
 */
@Component
class Flights {
    private static final Logger LOG = LoggerFactory.getLogger(Flights.class);
    /** Outcomes that come within this time are written together. */
    private static final Duration MOMENT = Duration.ofMillis(10);

    private static final int PER_NODE = 1024;
    private static final int PER_WORKSPACE = 256;
    private static final int PER_ACCOUNT = 256;
    /** A fast route may have in the air what lands within this time, up to eight times its window. */
    private static final double PROMPT_SECONDS = 0.1;

    private static final int FAST = 8;
    /** What each route may have in the air, however many there are. */
    private static final int LEAST = 4;

    private final Settlement settlement;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<Key, Line> lines = new ConcurrentHashMap<>();
    /** How fast routes were that are at rest now, so that the next mailing need not find out again. */
    private final Cache<Key, Double> speeds =
            Caffeine.newBuilder().expireAfterWrite(Duration.ofMinutes(1)).build();

    Flights(Settlement settlement) {
        this.settlement = settlement;
    }

    /** A route of a workspace in one lane. */
    record Key(
            UUID workspace,
            String lane,
            String channel,
            @Nullable String target) {}

    /** The line of a key, opened for the caller, who closes it. */
    Line open(Key key) {
        return lines.compute(key, (k, line) -> (line == null ? new Line(k) : line).attended());
    }

    /** Whether anything of the current workspace is in the air in a lane. */
    boolean any(String lane) {
        var workspace = Current.get().workspace();
        return count(line -> line.key.workspace.equals(workspace) && line.key.lane.equals(lane)) > 0;
    }

    /** Waits until nothing of a lane is in the air. */
    void join(String lane) {
        for (var line : List.copyOf(lines.values())) if (line.key.lane.equals(lane)) line.join();
    }

    private int count(Predicate<Line> those) {
        return (int) lines.values().stream().filter(those).filter(Line::isBusy).count();
    }

    /** Outcomes that are written together; {@code turn}: rows waited for room, so the lane gets another turn. */
    private record Batch(List<Result> results, boolean turn) {}

    /** What is in the air of one key. A line is dropped when it is closed and empty. */
    final class Line implements AutoCloseable {
        private final Key key;
        private final List<Result> landed = new ArrayList<>();
        private volatile String account = "";
        private int flying;
        private int settling;
        private int attendants;
        private boolean settler;
        private boolean waiting;
        private double perSecond;
        private long counted = System.nanoTime();

        private Line(Key key) {
            this.key = key;
            this.perSecond = Objects.requireNonNullElse(speeds.getIfPresent(key), 0.0);
        }

        private synchronized Line attended() {
            attendants++;
            return this;
        }

        private synchronized boolean isBusy() {
            return flying + landed.size() + settling > 0;
        }

        /** How many may be in the air of a route with this window, as fast as it is now. */
        int window(int least) {
            synchronized (this) {
                return Math.clamp((long) (perSecond * PROMPT_SECONDS), least, FAST * least);
            }
        }

        /** How many more may take off, if what has landed is settled in the same transaction. */
        int room(int window) {
            int most = Math.min(window, share(PER_NODE, line -> true));
            most = Math.min(most, share(PER_WORKSPACE, line -> line.key.workspace.equals(key.workspace)));
            most = Math.min(most, share(PER_ACCOUNT, line -> line.account.equals(account)));
            synchronized (this) {
                return Math.max(0, most - flying - settling);
            }
        }

        /** The account that messages of this line leave by; lines of the same account share its room. */
        void account(String bucket) {
            account = bucket;
        }

        private int share(int most, Predicate<Line> with) {
            return Math.max(
                    LEAST, most / Math.max(1, count(line -> line == this || with.test(line)) + (isBusy() ? 0 : 1)));
        }

        /** What has landed since; the caller settles it. */
        synchronized List<Result> landed() {
            var results = List.copyOf(landed);
            landed.clear();
            measure(results.size());
            notifyAll();
            return results;
        }

        private void measure(int results) {
            if (results == 0) return;
            long now = System.nanoTime();
            perSecond = (perSecond + results * 1e9 / Math.max(1, now - counted)) / 2;
            speeds.put(key, perSecond);
            counted = now;
        }

        /** Waits until so many have landed, or all that fly, but no longer than this; whether any has. */
        synchronized boolean await(int many, Duration most) throws InterruptedException {
            long end = System.nanoTime() + most.toNanos();
            for (long left = most.toNanos();
                    landed.size() < many && flying > 0 && left > 0;
                    left = end - System.nanoTime()) wait(left / 1_000_000, (int) (left % 1_000_000));
            return !landed.isEmpty();
        }

        /** Sends in a thread of its own. */
        void takeOff(Supplier<Result> attempt) {
            synchronized (this) {
                flying++;
            }
            var current = Current.get();
            threads.execute(() -> current.run(() -> land(attempt.get())));
        }

        private void land(Result result) {
            boolean alone;
            synchronized (this) {
                flying--;
                landed.add(result);
                notifyAll();
                alone = needsSettler();
            }
            if (alone) settle();
        }

        /** Whether the caller has to settle, because neither a turn nor another flight will. */
        private synchronized boolean needsSettler() {
            if (attendants > 0 || settler || landed.isEmpty()) return false;
            settler = true;
            return true;
        }

        /** Rows wait for room: the lane gets another turn when there is some. */
        synchronized void rowsWait() {
            waiting = true;
        }

        /** The turn ends: from now on what lands is settled here. */
        @Override
        public void close() {
            boolean alone;
            var current = Current.get();
            synchronized (this) {
                attendants--;
                alone = needsSettler();
            }
            if (alone) threads.execute(() -> current.run(this::settle));
            lines.computeIfPresent(key, (k, line) -> line.isIdle() ? null : line);
        }

        private synchronized boolean isIdle() {
            return attendants == 0 && !settler && !isBusy();
        }

        private void settle() {
            for (var batch = nextBatch(); batch != null; batch = nextBatch()) {
                try {
                    settlement.settleForSure(batch.results, batch.turn ? key.lane : null);
                    if (settled()) settlement.turn(key.lane);
                } catch (RuntimeException | Error lost) {
                    LOG.error("{} outcomes could not be written: {}", batch.results.size(), batch.results, lost);
                    settled();
                }
            }
            lines.computeIfPresent(key, (k, line) -> line.isIdle() ? null : line);
        }

        private @Nullable Batch nextBatch() {
            if (isFlying()) pause();
            synchronized (this) {
                if (attendants > 0 || landed.isEmpty()) {
                    settler = false;
                    return null;
                }
                var batch = new Batch(landed(), waiting);
                settling = batch.results.size();
                waiting = false;
                return batch;
            }
        }

        private synchronized boolean isFlying() {
            return flying > 0;
        }

        /** Whether rows have begun to wait for room since the batch was taken. */
        private synchronized boolean settled() {
            boolean waited = waiting;
            waiting = false;
            settling = 0;
            notifyAll();
            return waited;
        }

        private static void pause() {
            try {
                Thread.sleep(MOMENT);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        private synchronized void join() {
            boolean interrupted = false;
            while (isBusy()) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    interrupted = true;
                    break;
                }
            }
            if (interrupted) Thread.currentThread().interrupt();
        }
    }
}
