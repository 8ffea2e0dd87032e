package io.fanfare.render;

import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Live;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Ready;
import io.fanfare.kernel.Subject;
import io.fanfare.kernel.Topic;
import io.fanfare.kernel.Transactions;
import io.fanfare.render.RenderStore.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** The state changes of a job, each with log, audit entry, live update and next turn. */
@Component
class RenderMoves {
    private static final Logger LOG = LoggerFactory.getLogger(RenderMoves.class);
    private static final int MOST_TROUBLES = 3;

    private final RenderStore store;
    private final Transactions transactions;
    private final Ready ready;
    private final ApplicationEventPublisher events;
    private final Audit audit;
    private final Live live;
    private final Now now;

    RenderMoves(
            RenderStore store,
            Transactions transactions,
            Ready ready,
            ApplicationEventPublisher events,
            Audit audit,
            Live live,
            Now now) {
        this.store = store;
        this.transactions = transactions;
        this.ready = ready;
        this.events = events;
        this.audit = audit;
        this.live = live;
        this.now = now;
    }

    /** Fails the job, unless another worker has claimed it. */
    void fail(RenderJob job, String code, String message, Map<String, @Nullable Object> details) {
        transactions.write(() -> store.fail(job, new RenderJob.Failure(code, message, details))
                .ifPresent(after -> {
                    store.log(job.id(), Level.ERROR, message);
                    moved("renderFailed", job, after, Map.of("status", after.state(), "code", code));
                    events.publishEvent(new RenderEvent.Failed(after));
                }));
    }

    /** Retries a few times with growing delays, then fails the job. */
    void retryLater(RenderJob job, String message) {
        if (job.troubles() >= MOST_TROUBLES) {
            fail(job, "render_failed", message, Map.of());
            return;
        }
        var due = in(Duration.ofSeconds(2L << job.troubles()));
        transactions.write(() -> {
            store.postpone(job, due, true, false);
            store.log(job.id(), Level.WARN, message + " Retrying.");
            schedule(job, due);
        });
    }

    void broke(RenderJob job, RuntimeException broken) {
        LOG.warn("Render job {} failed", job.id(), broken);
        retryLater(job, "An internal error occurred (" + broken.getClass().getSimpleName() + ").");
    }

    /** Publishes the job with its files. Within the transaction that stores them. */
    void published(RenderJob job, RenderJob after, RenderEvent.Published event) {
        store.log(job.id(), Level.INFO, "Done: the file is in the library.");
        moved("renderPublished", job, after, Map.of("status", after.state(), "assetId", event.assetId()));
        events.publishEvent(event);
    }

    private void moved(String what, RenderJob before, RenderJob after, Map<String, ?> details) {
        audit.record(what, subject(after), Map.of("status", before.state()), details);
        notifyBrowsers(after);
    }

    /** Records a change by a person under the running operation. */
    void changed(RenderJob before, RenderJob after, Level level, String message) {
        store.log(after.id(), level, message);
        audit.record(subject(after), Map.of("status", before.state()), Map.of("status", after.state()));
        notifyBrowsers(after);
    }

    void created(RenderJob job) {
        store.log(job.id(), Level.INFO, job.handedIn() ? "Queued." : "Created. Waiting to be submitted.");
        String prompt = job.params().prompt();
        if (job.isLocal() && prompt != null && !prompt.isBlank())
            store.log(job.id(), Level.WARN, "The prompt is not used: local draws the headline, the text and the cta.");
        if (job.handedIn()) schedule(job, now.instant());
        audit.record(
                subject(job), null, Map.of("type", job.type(), "provider", job.provider(), "params", job.params()));
        notifyBrowsers(job);
    }

    /** Schedules the next turn of the job's lane. */
    void schedule(RenderJob job, Instant due) {
        ready.mark(Lanes.of(job).name(), due);
    }

    void notifyBrowsers(RenderJob job) {
        live.changed(Topic.RENDERS, "render_job", job.id(), job.version());
    }

    /** The database clock, read in the surrounding transaction or in a separate one. */
    Instant clock() {
        return transactions.read(() -> now.instant());
    }

    Instant in(Duration time) {
        return clock().plus(time);
    }

    private static Subject subject(RenderJob job) {
        return new Subject("render_job", job.id(), job.title(), job.campaignId(), job.version());
    }
}
