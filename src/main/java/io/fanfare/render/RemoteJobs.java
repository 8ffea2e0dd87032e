package io.fanfare.render;

import io.fanfare.identity.Credential;
import io.fanfare.kernel.BaseUrl;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.OutgoingRefused;
import io.fanfare.kernel.SignedToken;
import io.fanfare.kernel.Transactions;
import io.fanfare.render.RenderStore.Level;
import io.fanfare.render.providers.Remote;
import io.fanfare.render.providers.RemoteStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Jobs at a service. Each turn does one step: submit, look up a submission whose answer was lost, poll the status,
 * or download the files. Submitting costs money, so it is never repeated on a guess.
 */
@Component
class RemoteJobs {
    static final String WEBHOOK = "render webhook";

    private static final int MOST_TROUBLES = 12;
    private static final int SURELY_ABSENT = 2;
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofHours(2);

    private final RenderStore store;
    private final Orders orders;
    private final RemoteProviders remotes;
    private final RemoteFiles files;
    private final RenderMoves moves;
    private final SignedToken tokens;
    private final BaseUrl base;
    private final Transactions transactions;

    RemoteJobs(
            RenderStore store,
            Orders orders,
            RemoteProviders remotes,
            RemoteFiles files,
            RenderMoves moves,
            SignedToken tokens,
            BaseUrl base,
            Transactions transactions) {
        this.store = store;
        this.orders = orders;
        this.remotes = remotes;
        this.files = files;
        this.moves = moves;
        this.tokens = tokens;
        this.base = base;
        this.transactions = transactions;
    }

    void serve(RenderJob job) {
        var remote = remotes.find(job.provider()).orElseThrow();
        var account = remotes.account(remote);
        if (account.isEmpty()) {
            moves.fail(
                    job,
                    "provider_not_configured",
                    "The credential for " + remote.title() + " was deleted. Add one, then retry.",
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
            case Remote.Submission.Accepted accepted -> submitted(job, remote, account, accepted.providerJobId());
            case Remote.Submission.Refused refused ->
                moves.fail(job, refused.code(), refused.message(), refused.details());
            case Remote.Submission.RetryLater later -> notSubmitted(job, remote, later);
            case Remote.Submission.Unclear unknown ->
                later(
                        job,
                        SOON,
                        "The provider may or may not have accepted the job (" + unknown.message() + "). Checking.");
        }
    }

    private void notSubmitted(RenderJob job, Remote remote, Remote.Submission.RetryLater later) {
        if (job.troubles() >= MOST_TROUBLES) {
            moves.fail(
                    job,
                    "provider_unavailable",
                    remote.title() + " did not accept the job: " + later.message(),
                    Map.of());
            return;
        }
        transactions.write(() -> {
            var due = moves.in(later.after());
            store.requeue(job, due);
            store.log(job.id(), Level.WARN, "Not accepted yet: " + later.message());
            moves.schedule(job, due);
        });
    }

    private void submitted(RenderJob job, Remote remote, Credential.Opened account, String remoteId) {
        boolean claimed = transactions.write(() -> {
            var due = moves.in(remote.pace());
            if (!store.submitted(job, remoteId, due)) return false;
            store.log(job.id(), Level.INFO, remote.title() + " accepted the job as " + remoteId + ".");
            moves.schedule(job, due);
            moves.notifyBrowsers(job);
            return true;
        });
        // It was cancelled during the submission.
        if (!claimed) stop(job, remote, account, remoteId);
    }

    /**
     * The answer was lost, or this server stopped: asks the service whether the job exists. If it can't say, a
     * person decides.
     */
    private void lookUp(RenderJob job, Remote remote, Credential.Opened account, Instant since) {
        var found = remote.find(orders.of(job), account, job.submission(), since);
        if (found.isEmpty()) {
            moves.fail(
                    job,
                    "submission_unconfirmed",
                    remote.title()
                            + " can't report whether it accepted this job. Check there first; a retry submits it"
                            + " again.",
                    Map.of("submittedAt", since.toString()));
            return;
        }
        switch (found.get()) {
            case Remote.LookUp.Existing there -> submitted(job, remote, account, there.providerJobId());
            case Remote.LookUp.Unclear _ ->
                later(job, Duration.ofSeconds(Math.min(300, 5L << Math.min(6, job.troubles()))), null);
            case Remote.LookUp.Absent _ -> transactions.write(() -> absent(job));
        }
    }

    private void absent(RenderJob job) {
        boolean sure = job.looks() >= SURELY_ABSENT;
        var due = sure ? moves.clock() : moves.in(SOON);
        if (sure) {
            store.requeue(job, due);
            store.log(job.id(), Level.INFO, "The service did not receive the job. Submitting it again.");
        } else store.postpone(job, due, false, true);
        moves.schedule(job, due);
    }

    private void later(RenderJob job, Duration pause, @Nullable String warning) {
        transactions.write(() -> {
            var due = moves.in(pause);
            store.postpone(job, due, true, false);
            if (warning != null) store.log(job.id(), Level.WARN, warning);
            moves.schedule(job, due);
        });
    }

    private void ask(RenderJob job, Remote remote, Credential.Opened account) {
        String remoteId = Objects.requireNonNull(job.providerJobId());
        Duration pause = remote.pace();
        String warning = null;
        try {
            var status = remote.status(remoteId, account);
            receive(job, remoteId, status);
            // The files are downloaded in the next turn, which follows immediately.
            if (status.outcome() != null) pause = Duration.ZERO;
        } catch (Remote.Unanswered unanswered) {
            if (unanswered.isGone()) {
                moves.fail(job, "provider_lost_it", String.valueOf(unanswered.getMessage()), Map.of());
                return;
            }
            pause = unanswered.after();
            warning = String.valueOf(unanswered.getMessage());
        }
        if (isLate(job) && !pause.isZero()) {
            stop(job, remote, account, remoteId);
            moves.fail(job, "provider_too_slow", remote.title() + " did not finish within two hours.", Map.of());
        } else askAgain(job, pause, warning);
    }

    private boolean isLate(RenderJob job) {
        var started = Objects.requireNonNullElse(job.startedAt(), job.createdAt());
        return started.plus(LONGEST).isBefore(moves.clock());
    }

    private void askAgain(RenderJob job, Duration pause, @Nullable String warning) {
        transactions.write(() -> {
            var due = moves.in(pause);
            store.postpone(job, due, warning != null, false);
            if (warning != null && job.troubles() == 0) store.log(job.id(), Level.WARN, warning);
            moves.schedule(job, due);
        });
    }

    /** Handles a status from the service, polled or received by a webhook. */
    void receive(RenderJob job, String remoteId, RemoteStatus status) {
        transactions.write(() -> {
            var outcome = status.outcome();
            if (outcome != null && store.recordOutcome(job.id(), remoteId, outcome)) {
                store.log(
                        job.id(),
                        Level.INFO,
                        "The service reports: " + outcome.end().word() + ".");
                moves.schedule(job, moves.clock());
                moves.notifyBrowsers(job);
            } else if (outcome == null
                    && status.percent() != null
                    && status.percent() != job.currentStep()
                    && store.progress(job, status.percent(), 100, null)) moves.notifyBrowsers(job);
        });
    }

    private void settle(RenderJob job, Remote remote, RemoteStatus.Outcome outcome) {
        switch (outcome.end()) {
            case SUCCEEDED -> files.download(job, remote, outcome.files());
            case FAILED -> fail(job, outcome, "provider_failed", remote.title() + " could not create it.");
            case CANCELLED -> fail(job, outcome, "cancelled_by_provider", remote.title() + " canceled it.");
        }
    }

    private void fail(RenderJob job, RemoteStatus.Outcome outcome, String code, String message) {
        moves.fail(
                job,
                stated(outcome.code()).orElse(code),
                stated(outcome.message()).orElse(message),
                outcome.details());
    }

    private static Optional<String> stated(@Nullable String text) {
        return Optional.ofNullable(text).filter(sent -> !sent.isBlank());
    }

    void stop(RenderJob job, Remote remote, Credential.Opened account, String remoteId) {
        String result;
        try {
            remote.cancel(remoteId, account);
            result = "Canceled at " + remote.title() + ".";
        } catch (Remote.Unanswered | OutgoingRefused unanswered) {
            result = "It may still be running at " + remote.title() + ": " + unanswered.getMessage();
        }
        String line = result;
        transactions.write(() -> store.log(job.id(), Level.INFO, line));
    }

    /** The webhook URL for the service, signed for this job; null if this server can't be reached from outside. */
    private @Nullable String webhook(RenderJob job) {
        if (!base.get().startsWith("https://")) return null;
        String token = tokens.sign(WEBHOOK, Current.get().workspace(), job.id());
        return base.get() + "/api/render-jobs/webhook/" + job.provider() + "?job=" + token;
    }
}
