package io.fanfare.render;

import io.fanfare.identity.Credential;
import io.fanfare.identity.Credentials;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.BaseUrl;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Live;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Outgoing;
import io.fanfare.kernel.OutgoingRefused;
import io.fanfare.kernel.Ready;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.SignedToken;
import io.fanfare.kernel.Subject;
import io.fanfare.kernel.Texts;
import io.fanfare.kernel.Topic;
import io.fanfare.kernel.Transactions;
import io.fanfare.library.Asset;
import io.fanfare.library.AssetFiles;
import io.fanfare.library.Ffmpeg;
import io.fanfare.library.StoredFile;
import io.fanfare.render.RenderJob.Trouble;
import io.fanfare.render.RenderStore.Level;
import io.fanfare.render.providers.LocalProvider;
import io.fanfare.render.providers.Remote;
import io.fanfare.render.providers.Standing;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Works one job at a time: draws it, or hands it in at a service, asks how it is, fetches what came of it. */
@Component
class Rendering {
    private static final Logger LOG = LoggerFactory.getLogger(Rendering.class);
    private static final int LARGEST_FILE = 64 << 20;
    private static final int MOST_FILES = 8;
    private static final Set<Integer> GONE = Set.of(403, 404, 410);
    private static final int MOST_TROUBLES = 12;
    private static final Duration LONGEST = Duration.ofHours(2);

    private final RenderStore store;
    private final Orders orders;
    private final LocalProvider local;
    private final Map<String, Remote> remotes;
    private final Credentials credentials;
    private final AssetFiles files;
    private final Ffmpeg ffmpeg;
    private final Outgoing outgoing;
    private final SignedToken tokens;
    private final BaseUrl base;
    private final Transactions transactions;
    private final Ready ready;
    private final ApplicationEventPublisher events;
    private final Audit audit;
    private final Live live;
    private final Now now;
    private final Map<UUID, AtomicBoolean> drawing = new ConcurrentHashMap<>();

    Rendering(
            RenderStore store,
            Orders orders,
            LocalProvider local,
            List<Remote> remotes,
            Credentials credentials,
            AssetFiles files,
            Ffmpeg ffmpeg,
            Outgoing outgoing,
            SignedToken tokens,
            BaseUrl base,
            Transactions transactions,
            Ready ready,
            ApplicationEventPublisher events,
            Audit audit,
            Live live,
            Now now) {
        this.store = store;
        this.orders = orders;
        this.local = local;
        this.remotes =
                remotes.stream().collect(java.util.stream.Collectors.toUnmodifiableMap(Remote::name, remote -> remote));
        this.credentials = credentials;
        this.files = files;
        this.ffmpeg = ffmpeg;
        this.outgoing = outgoing;
        this.tokens = tokens;
        this.base = base;
        this.transactions = transactions;
        this.ready = ready;
        this.events = events;
        this.audit = audit;
        this.live = live;
        this.now = now;
    }

    /** One job of a lane, and when there is more. */
    Optional<Instant> work(Lanes.Work lane) {
        var claimed = transactions.write(() -> {
            var job = store.claim(lane);
            job.filter(j -> j.fence() > 1 && j.isLocal() && j.retryCount() == 0 && j.troubles() == 0)
                    .ifPresent(
                            j -> store.log(j.id(), Level.WARN, "Taken over from a worker that stopped in the middle."));
            job.filter(j -> j.fence() == 1).ifPresent(j -> store.log(j.id(), Level.INFO, "Started."));
            job.ifPresent(this::tell);
            return job;
        });
        claimed.ifPresent(this::tried);
        return transactions.read(() -> store.next(lane));
    }

    private void tried(RenderJob job) {
        var done = new CountDownLatch(1);
        holding(job, done);
        try {
            if (job.isLocal()) draw(job);
            else serve(job, Objects.requireNonNull(remotes.get(job.provider())));
        } catch (LocalProvider.Stopped | Lost stopped) {
            // Cancelled, or somebody else has it: whoever moved it has said so.
        } catch (Refused refused) {
            fail(job, refused.code(), refused.sentence(), Map.of());
        } catch (RuntimeException broken) {
            LOG.warn("Render job {} failed", job.id(), broken);
            trouble(job, "Something went wrong here: " + broken.getClass().getSimpleName() + ".");
        } finally {
            done.countDown();
        }
    }

    /** While it is worked on nobody takes it for abandoned, however long a download lasts. */
    private void holding(RenderJob job, CountDownLatch done) {
        var current = Current.get();
        Thread.ofVirtual()
                .name("render-hold")
                .start(() -> current.run(() -> {
                    try {
                        while (!done.await(RenderStore.LEASE.toSeconds() / 3, TimeUnit.SECONDS))
                            if (!held(job)) {
                                stop(job.id());
                                return;
                            }
                    } catch (InterruptedException stopped) {
                        Thread.currentThread().interrupt();
                    }
                }));
    }

    /** False only where the database says that the job is not ours any more; a failed renewal is repeated. */
    private boolean held(RenderJob job) {
        try {
            return transactions.write(() -> store.hold(job));
        } catch (RuntimeException away) {
            LOG.warn("The claim of render job {} was not renewed: {}", job.id(), away.toString());
            return true;
        }
    }

    // The painter of the house

    private void draw(RenderJob job) {
        var stopped = drawing.computeIfAbsent(job.id(), id -> new AtomicBoolean());
        long began = System.nanoTime();
        try {
            var order = orders.of(job);
            var pulse = new Pulse(job, stopped, began);
            var rendered = local.render(order, pulse);
            try {
                keep(job, rendered);
            } finally {
                rendered.close();
            }
        } finally {
            drawing.remove(job.id());
        }
    }

    /** Stops what is being drawn here at once; elsewhere it is found at the next step. */
    void stop(UUID job) {
        var stopped = drawing.get(job);
        if (stopped != null) stopped.set(true);
    }

    /** Says how far a job is, twice a second at most, and finds that it was cancelled. */
    private final class Pulse implements LocalProvider.Progress {
        private final RenderJob job;
        private final AtomicBoolean stopped;
        private final long began;
        private long last;

        Pulse(RenderJob job, AtomicBoolean stopped, long began) {
            this.job = job;
            this.stopped = stopped;
            this.began = began;
        }

        @Override
        public boolean step(int step, int steps) {
            if (stopped.get()) return false;
            long at = System.nanoTime();
            if (last != 0 && at - last < 500_000_000L) return true;
            last = at;
            double share = step / (double) Math.max(1, steps);
            Integer left = share < 0.02 ? null : (int) Math.ceil((at - began) / 1e9 * (1 - share) / share);
            return transactions.write(() -> {
                boolean ours = store.progress(job, step, steps, left);
                if (ours) tell(job);
                return ours;
            });
        }
    }

    private void keep(RenderJob job, LocalProvider.Rendered rendered) {
        String name = fileName(job.title());
        var primary = files.store(
                rendered.primary().file().path(), name + rendered.primary().ending());
        var variants = rendered.variants().stream()
                .map(piece ->
                        new Kept(name + piece.ending(), files.store(piece.file().path(), name + piece.ending())))
                .toList();
        var poster = rendered.poster();
        var seen = poster == null ? null : files.store(poster.file().path(), name + " poster" + poster.ending());
        publish(
                job,
                new Kept(name + rendered.primary().ending(), primary),
                variants,
                seen == null ? null : new Kept(name + " poster.jpg", seen),
                rendered.remarks());
    }

    private record Kept(String name, StoredFile kept) {}

    /** The files become assets in the same transaction in which the job is published: both or neither. */
    private void publish(
            RenderJob job, Kept primary, List<Kept> variants, @Nullable Kept poster, List<String> remarks) {
        try {
            transactions.write(() -> published(job, primary, variants, poster, remarks));
        } catch (Lost lost) {
            // Nothing is left behind of what nobody wanted any more.
            files.discard(primary.kept());
            variants.forEach(kept -> files.discard(kept.kept()));
            if (poster != null) files.discard(poster.kept());
            throw lost;
        }
    }

    private void published(
            RenderJob job, Kept primary, List<Kept> variants, @Nullable Kept poster, List<String> remarks) {
        UUID first = add(job, primary);
        var others = variants.stream().map(kept -> add(job, kept)).toList();
        UUID still = poster == null ? null : add(job, poster);
        var made = new RenderStore.Made(first, others, still, primary.kept().fileHash());
        // Not ours any more: the assets must not be there either.
        var after = store.publish(job, made).orElseThrow(Lost::new);
        remarks.forEach(remark -> store.log(job.id(), remark.contains("was cut") ? Level.WARN : Level.INFO, remark));
        store.log(job.id(), Level.INFO, "Published: the file is in the library.");
        audit.record(
                "renderPublished",
                subject(after),
                Map.of("status", job.state()),
                Map.of("status", after.state(), "assetId", first));
        events.publishEvent(new RenderEvent.Published(after, first, still));
        tell(after);
    }

    private UUID add(RenderJob job, Kept kept) {
        return files.add(
                        kept.kept(),
                        kept.name(),
                        Asset.Source.RENDER,
                        job.params().headline(),
                        job.params().brandId())
                .asset()
                .id();
    }

    /** Another worker has the job, or it was cancelled meanwhile. */
    private static final class Lost extends RuntimeException {
        private static final long serialVersionUID = 1;

        Lost() {
            super("not ours any more", null, false, false);
        }
    }

    private static String fileName(String title) {
        String plain = title.replaceAll("[\\p{Cntrl}/\\\\:*?\"<>|.]+", " ").strip();
        return plain.isEmpty() ? "Render" : Texts.cut(plain, 80).strip();
    }

    // Services

    private void serve(RenderJob job, Remote remote) {
        var account = transactions.read(() -> credentials.find(remote.credential()));
        if (account.isEmpty()) {
            fail(
                    job,
                    "provider_not_configured",
                    "There is no credential for " + remote.title() + " any more. Add one and try again.",
                    Map.of());
            return;
        }
        var outcome = job.outcome();
        if (outcome != null) settle(job, remote, outcome);
        else if (job.providerJobId() != null) ask(job, remote, account.get());
        else if (job.submittingAt() == null) submit(job, remote, account.get());
        else lookUp(job, remote, account.get(), job.submittingAt());
    }

    private void submit(RenderJob job, Remote remote, Credential.Opened account) {
        var order = orders.of(job);
        String webhook = webhook(job);
        if (!transactions.write(() -> store.submitting(job, webhook))) return;
        switch (remote.submit(order, account, webhook)) {
            case Remote.Submission.Taken taken -> taken(job, remote, account, taken.providerJobId());
            case Remote.Submission.Refused refused -> fail(job, refused.code(), refused.message(), refused.details());
            case Remote.Submission.Later later -> {
                if (job.troubles() >= MOST_TROUBLES)
                    fail(
                            job,
                            "provider_unavailable",
                            remote.title() + " did not take it: " + later.message(),
                            Map.of());
                else
                    transactions.write(() -> {
                        store.unsubmitted(job, in(later.after()));
                        store.log(job.id(), Level.WARN, "Not taken now: " + later.message());
                        again(job, in(later.after()));
                    });
            }
            case Remote.Submission.Unknown unknown ->
                transactions.write(() -> {
                    store.later(job, in(Duration.ofSeconds(5)), true, false);
                    store.log(
                            job.id(),
                            Level.WARN,
                            "Nobody knows whether it was taken: " + unknown.message() + " It is looked up.");
                    again(job, in(Duration.ofSeconds(5)));
                });
        }
    }

    private void taken(RenderJob job, Remote remote, Credential.Opened account, String theirs) {
        boolean kept = transactions.write(() -> {
            if (!store.submitted(job, theirs, in(remote.pace()))) return false;
            store.log(job.id(), Level.INFO, remote.title() + " has taken it as " + theirs + ".");
            again(job, in(remote.pace()));
            tell(job);
            return true;
        });
        // Cancelled while it was on its way: then nobody wants it any more.
        if (!kept) stopElsewhere(job.id(), remote, account, theirs);
    }

    /** The answer was lost, or we were: what the service says counts, and where it can't say a person decides. */
    private void lookUp(RenderJob job, Remote remote, Credential.Opened account, Instant since) {
        var found = remote.find(orders.of(job), account, job.submission(), since);
        if (found.isEmpty()) {
            fail(
                    job,
                    "submission_unconfirmed",
                    remote.title()
                            + " can't be asked whether it took this job, so it is not sent again by itself. Look there; a retry sends it once more.",
                    Map.of("submittedAt", since.toString()));
            return;
        }
        switch (found.get()) {
            case Remote.Found.There there -> taken(job, remote, account, there.providerJobId());
            case Remote.Found.Unclear _ -> {
                var due = in(Duration.ofSeconds(Math.min(300, 5L << Math.min(6, job.troubles()))));
                transactions.write(() -> {
                    store.later(job, due, true, false);
                    again(job, due);
                });
            }
            case Remote.Found.Nowhere _ -> {
                boolean sure = job.looks() >= 2;
                transactions.write(() -> {
                    if (sure) store.unsubmitted(job, clock());
                    else store.later(job, in(Duration.ofSeconds(5)), false, true);
                    if (sure) store.log(job.id(), Level.INFO, "It never arrived there; it is handed in again.");
                    again(job, in(Duration.ofSeconds(sure ? 0 : 5)));
                });
            }
        }
    }

    private void ask(RenderJob job, Remote remote, Credential.Opened account) {
        String theirs = Objects.requireNonNull(job.providerJobId());
        var started = Objects.requireNonNullElse(job.startedAt(), job.createdAt());
        boolean late = started.plus(LONGEST).isBefore(clock());
        Duration pause = remote.pace();
        String complaint = null;
        try {
            var standing = remote.look(theirs, account);
            heard(job, theirs, standing);
            // There is more to do at once: the files are fetched.
            if (standing.outcome() != null) pause = Duration.ZERO;
        } catch (Remote.Trouble trouble) {
            if (trouble.isGone()) {
                fail(job, "provider_lost_it", String.valueOf(trouble.getMessage()), Map.of());
                return;
            }
            pause = trouble.after();
            complaint = String.valueOf(trouble.getMessage());
        }
        if (late && !pause.isZero()) {
            stopElsewhere(job.id(), remote, account, theirs);
            fail(job, "provider_too_slow", remote.title() + " has not finished within two hours.", Map.of());
            return;
        }
        askAgain(job, pause, complaint);
    }

    private void askAgain(RenderJob job, Duration pause, @Nullable String complaint) {
        transactions.write(() -> {
            store.later(job, in(pause), complaint != null, false);
            if (complaint != null && job.troubles() == 0) store.log(job.id(), Level.WARN, complaint);
            again(job, in(pause));
        });
    }

    /** What the service said of a job, by whichever way it came. */
    void heard(RenderJob job, String theirs, Standing standing) {
        transactions.write(() -> {
            var outcome = standing.outcome();
            if (outcome != null && store.arrived(job.id(), theirs, outcome)) {
                store.log(
                        job.id(),
                        Level.INFO,
                        "Over at the service: " + outcome.end().name().toLowerCase(java.util.Locale.ROOT) + ".");
                ready.mark(Lanes.SERVICES.name(), clock());
                tell(job);
            } else if (outcome == null
                    && standing.percent() != null
                    && standing.percent() != job.currentStep()
                    && store.progress(job, standing.percent(), 100, null)) tell(job);
        });
    }

    private void settle(RenderJob job, Remote remote, Standing.Outcome outcome) {
        switch (outcome.end()) {
            case FAILED ->
                fail(
                        job,
                        text(outcome.code(), "provider_failed"),
                        text(outcome.message(), remote.title() + " could not make it."),
                        outcome.details());
            case CANCELLED ->
                fail(
                        job,
                        "cancelled_by_provider",
                        text(outcome.message(), remote.title() + " stopped it."),
                        outcome.details());
            case SUCCEEDED -> fetch(job, remote, outcome.files());
        }
    }

    private static String text(@Nullable String given, String otherwise) {
        return given == null || given.isBlank() ? otherwise : given;
    }

    /** The files of a service expire: they come into our store at once, and only then the job is published. */
    private void fetch(RenderJob job, Remote remote, List<String> addresses) {
        if (addresses.isEmpty()) {
            fail(job, "provider_no_output", remote.title() + " says it is done and names no file.", Map.of());
            return;
        }
        var kept = new ArrayList<Kept>();
        boolean complete = false;
        try {
            for (String address : addresses.subList(0, Math.min(MOST_FILES, addresses.size())))
                kept.add(fetched(job, address));
            complete = true;
        } catch (Expired gone) {
            expired(job, remote);
        } catch (OutgoingRefused | IllegalArgumentException refused) {
            fail(job, "output_refused", "The address of the file can't be used: " + refused.getMessage(), Map.of());
        } catch (IOException away) {
            trouble(job, "The file could not be downloaded: " + away.getMessage());
        } finally {
            if (!complete) kept.forEach(file -> files.discard(file.kept()));
        }
        if (complete) publish(job, kept.getFirst(), kept.subList(1, kept.size()), null, List.of());
    }

    /** One file of a service, on its way from the network to the store by a file and never by the heap. */
    private Kept fetched(RenderJob job, String address) throws IOException {
        String name = fileName(job.title());
        try (var file = ffmpeg.scratch(".output")) {
            var answer = outgoing.download(
                    Outgoing.Request.get(URI.create(address))
                            .atMost(LARGEST_FILE)
                            .within(Duration.ofMinutes(2)),
                    file.path());
            if (GONE.contains(answer.status())) throw new Expired();
            if (!answer.ok()) throw new IOException("the server answered " + answer.status());
            return new Kept(name, files.store(file.path(), name));
        }
    }

    /** The address of a file has expired. */
    private static final class Expired extends IOException {
        private static final long serialVersionUID = 1;
    }

    private void expired(RenderJob job, Remote remote) {
        if (job.looks() >= 3) {
            fail(
                    job,
                    "output_expired",
                    "The file is gone from " + remote.title() + " before it could be fetched. Try again.",
                    Map.of());
            return;
        }
        transactions.write(() -> {
            store.refresh(job, in(remote.pace()));
            store.log(job.id(), Level.WARN, "The address of the file has expired; a fresh one is asked for.");
            again(job, in(remote.pace()));
        });
    }

    void stopElsewhere(UUID job, Remote remote, Credential.Opened account, String theirs) {
        String said = attempt(() -> {
            try {
                remote.cancel(theirs, account);
                return "Stopped at " + remote.title() + ".";
            } catch (Remote.Trouble trouble) {
                return "It may still run at " + remote.title() + ": " + trouble.getMessage();
            }
        });
        transactions.write(() -> store.log(job, Level.INFO, said));
    }

    private static String attempt(Supplier<String> work) {
        try {
            return work.get();
        } catch (OutgoingRefused refused) {
            return String.valueOf(refused.getMessage());
        }
    }

    /** Where a service may call us: the workspace and the job are in it, signed. None where nobody outside can reach us. */
    private @Nullable String webhook(RenderJob job) {
        if (!base.get().startsWith("https://")) return null;
        String token = tokens.sign(RenderJobs.TOKEN, Current.get().workspace(), job.id());
        return base.get() + "/api/render-jobs/webhook/" + job.provider() + "?job=" + token;
    }

    Optional<Remote> remote(String name) {
        return Optional.ofNullable(remotes.get(name));
    }

    List<Remote> remotes() {
        return remotes.values().stream()
                .sorted(java.util.Comparator.comparing(Remote::name))
                .toList();
    }

    // What all have in common

    /** Tried again a few times, each later than the one before. */
    private void trouble(RenderJob job, String message) {
        if (job.troubles() >= 3) {
            fail(job, "render_failed", message, Map.of());
            return;
        }
        var due = in(Duration.ofSeconds(2L << job.troubles()));
        transactions.write(() -> {
            store.later(job, due, true, false);
            store.log(job.id(), Level.WARN, message + " It is tried again.");
            again(job, due);
        });
    }

    private void fail(RenderJob job, String code, String message, Map<String, @Nullable Object> details) {
        transactions.write(
                () -> store.fail(job, new Trouble(code, message, details)).ifPresent(after -> {
                    store.log(job.id(), Level.ERROR, message);
                    audit.record(
                            "renderFailed",
                            subject(after),
                            Map.of("status", job.state()),
                            Map.of("status", after.state(), "code", code));
                    events.publishEvent(new RenderEvent.Failed(after));
                    tell(after);
                }));
    }

    /** The one clock is in the database: asked in the transaction around it, or in one of its own. */
    private Instant clock() {
        return transactions.read(() -> now.instant());
    }

    private Instant in(Duration time) {
        return clock().plus(time);
    }

    private void again(RenderJob job, Instant due) {
        ready.mark(Lanes.of(job).name(), due);
    }

    void tell(RenderJob job) {
        live.changed(Topic.RENDERS, "render_job", job.id(), job.version());
    }

    static Subject subject(RenderJob job) {
        return new Subject("render_job", job.id(), job.title(), job.campaignId());
    }
}
