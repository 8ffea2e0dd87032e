package io.fanfare.render;

import io.fanfare.kernel.Transactions;
import io.fanfare.render.providers.LocalProvider;
import io.fanfare.render.providers.Order;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Renders jobs of the provider {@code local} on this node. */
@Component
class LocalDrawing {
    private static final Logger LOG = LoggerFactory.getLogger(LocalDrawing.class);

    private final RenderStore store;
    private final Orders orders;
    private final LocalProvider local;
    private final RenderFiles files;
    private final RenderMoves moves;
    private final Transactions transactions;
    private final Map<UUID, AtomicBoolean> running = new ConcurrentHashMap<>();

    LocalDrawing(
            RenderStore store,
            Orders orders,
            LocalProvider local,
            RenderFiles files,
            RenderMoves moves,
            Transactions transactions) {
        this.store = store;
        this.orders = orders;
        this.local = local;
        this.files = files;
        this.moves = moves;
        this.transactions = transactions;
    }

    void draw(RenderJob job) {
        var stopped = running.computeIfAbsent(job.id(), id -> new AtomicBoolean());
        try (var rendered = rendered(job, orders.of(job), new Progress(job, stopped))) {
            files.publish(job, rendered);
        } catch (LocalProvider.Cancelled lost) {
            throw new ClaimLost();
        } finally {
            running.remove(job.id());
        }
    }

    /** Draws every size; a size that fails leaves the others. */
    private RenderFiles.Pictures rendered(RenderJob job, Order order, Progress progress) {
        var pictures = new RenderFiles.Pictures();
        var sizes = job.params().allSizes();
        RuntimeException last = null;
        for (int i = 0; i < sizes.size(); i++) {
            var size = sizes.get(i);
            int done = i;
            try {
                pictures.add(
                        size,
                        local.render(
                                order.sized(size.width(), size.height()),
                                (step, steps) -> progress.step(done * steps + step, sizes.size() * steps)));
            } catch (LocalProvider.Cancelled stop) {
                pictures.close();
                throw stop;
            } catch (RuntimeException failed) {
                LOG.warn("Render job {} has no picture of {}", job.id(), size.words(), failed);
                pictures.failed(size);
                last = failed;
            }
        }
        if (pictures.isEmpty() && last != null) throw last;
        return pictures;
    }

    /** Stops a job on this node immediately; another node notices at its next step. */
    void stop(UUID job) {
        var stopped = running.get(job);
        if (stopped != null) stopped.set(true);
    }

    /** Reports progress at most twice a second, and notices that the job was cancelled. */
    private final class Progress implements LocalProvider.Progress {
        private static final long HALF_A_SECOND = 500_000_000L;

        private final RenderJob job;
        private final AtomicBoolean stopped;
        private final long began = System.nanoTime();
        private long last;

        Progress(RenderJob job, AtomicBoolean stopped) {
            this.job = job;
            this.stopped = stopped;
        }

        @Override
        public boolean step(int step, int steps) {
            if (stopped.get()) return false;
            long at = System.nanoTime();
            if (last != 0 && at - last < HALF_A_SECOND) return true;
            last = at;
            double share = step / (double) Math.max(1, steps);
            Integer left = share < 0.02 ? null : (int) Math.ceil((at - began) / 1e9 * (1 - share) / share);
            return transactions.write(() -> {
                boolean claimed = store.progress(job, step, steps, left);
                if (claimed) moves.notifyBrowsers(job);
                return claimed;
            });
        }
    }
}
