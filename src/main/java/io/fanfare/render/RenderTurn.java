package io.fanfare.render;

import io.fanfare.kernel.Current;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Transactions;
import io.fanfare.render.RenderStore.Level;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** One turn of a lane: claims a job and works on it while renewing the claim. */
@Component
class RenderTurn {
    private static final Logger LOG = LoggerFactory.getLogger(RenderTurn.class);

    private final RenderStore store;
    private final LocalDrawing drawing;
    private final RemoteJobs remotes;
    private final RenderMoves moves;
    private final Transactions transactions;

    RenderTurn(
            RenderStore store, LocalDrawing drawing, RemoteJobs remotes, RenderMoves moves, Transactions transactions) {
        this.store = store;
        this.drawing = drawing;
        this.remotes = remotes;
        this.moves = moves;
        this.transactions = transactions;
    }

    /** Works on one job, and returns the time of the next. */
    Optional<Instant> work(Lanes.JobFilter lane) {
        transactions.write(() -> claimed(lane)).ifPresent(this::attempt);
        return transactions.read(() -> store.next(lane));
    }

    private Optional<RenderJob> claimed(Lanes.JobFilter lane) {
        var job = store.claim(lane);
        job.filter(j -> j.fence() > 1 && j.isLocal() && j.retryCount() == 0 && j.troubles() == 0)
                .ifPresent(j -> store.log(j.id(), Level.WARN, "Continued after the previous worker stopped."));
        job.filter(j -> j.fence() == 1).ifPresent(j -> store.log(j.id(), Level.INFO, "Started."));
        job.ifPresent(moves::notifyBrowsers);
        return job;
    }

    private void attempt(RenderJob job) {
        var done = new CountDownLatch(1);
        hold(job, done);
        try {
            if (job.isLocal()) drawing.draw(job);
            else remotes.serve(job);
        } catch (ClaimLost lost) {
            LOG.debug("The claim of render job {} was lost", job.id());
        } catch (Refused refused) {
            moves.fail(job, refused.code(), refused.sentence(), Map.of());
        } catch (RuntimeException broken) {
            moves.broke(job, broken);
        } finally {
            done.countDown();
        }
    }

    /** Renews the claim until the work is done. */
    private void hold(RenderJob job, CountDownLatch done) {
        var current = Current.get();
        Thread.ofVirtual()
                .name("render-hold")
                .start(() -> current.run(() -> {
                    try {
                        while (!done.await(RenderStore.LEASE.toSeconds() / 3, TimeUnit.SECONDS))
                            if (!isHeld(job)) {
                                drawing.stop(job.id());
                                return;
                            }
                    } catch (InterruptedException stopped) {
                        Thread.currentThread().interrupt();
                    }
                }));
    }

    /** False only if the database confirms that the claim is lost; a failed renewal is repeated. */
    boolean isHeld(RenderJob job) {
        try {
            return transactions.write(() -> store.renewClaim(job));
        } catch (RuntimeException away) {
            LOG.warn("The claim of render job {} was not renewed: {}", job.id(), away.toString());
            return true;
        }
    }
}
