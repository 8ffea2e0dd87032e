package io.fanfare.render;

import io.fanfare.campaign.Campaign;
import io.fanfare.campaign.CampaignChecks;
import io.fanfare.kernel.Check;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Operations;
import io.fanfare.render.RenderJob.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Checks the render jobs of a campaign: failed and unfinished ones. */
@Component
class RenderChecks implements CampaignChecks {
    private static final Duration LONG = Duration.ofMinutes(10);

    private final RenderStore store;
    private final Operations operations;
    private final Now now;

    RenderChecks(RenderStore store, Operations operations, Now now) {
        this.store = store;
        this.operations = operations;
        this.now = now;
    }

    @Override
    public List<Check> of(Campaign campaign) {
        var jobs = store.unfinished(campaign.id());
        return jobs.isEmpty() ? List.of() : checks(jobs, now.instant());
    }

    @Override
    public Stream<Instant> turns(Campaign campaign) {
        return store.unfinished(campaign.id()).stream()
                .map(job -> since(job).plus(LONG).plusMillis(1));
    }

    private static Instant since(RenderJob job) {
        return Objects.requireNonNullElse(job.startedAt(), job.createdAt());
    }

    private List<Check> checks(List<RenderJob> jobs, Instant at) {
        var checks = new ArrayList<Check>();
        for (var job : jobs) {
            var waiting = Duration.between(since(job), at);
            if (job.state() == State.FAILED) checks.add(failed(job));
            else if (!job.handedIn()) checks.add(unsubmitted(job));
            else if (waiting.compareTo(LONG) > 0) checks.add(slow(job, waiting));
            else if (job.creativeId() != null) checks.add(underWay(job));
        }
        return checks;
    }

    private Check failed(RenderJob job) {
        boolean again = job.retryCount() < job.maxRetries();
        var error = job.error();
        String why = error == null ? "" : " " + error.message();
        return Check.warning(
                        "render_failed",
                        "A " + noun(job) + " could not be rendered",
                        "“" + job.title() + "” failed after " + (job.retryCount() + 1)
                                + (job.retryCount() == 0 ? " try." : " tries.") + why,
                        about(job),
                        again ? fix("retryRenderJob", job) : fix("readRenderJobStatus", job))
                .with(evidence(
                        job,
                        Map.of(
                                "code",
                                error == null ? "" : error.code(),
                                "retryCount",
                                job.retryCount(),
                                "maxRetries",
                                job.maxRetries())));
    }

    private Check unsubmitted(RenderJob job) {
        return Check.suggestion(
                        "render_not_submitted",
                        "A " + noun(job) + " is not submitted yet",
                        "“" + job.title() + "” is ready to be rendered. Submit it to start.",
                        about(job),
                        fix("submitRenderJob", job))
                .with(evidence(job, Map.of()));
    }

    private Check slow(RenderJob job, Duration waiting) {
        return Check.warning(
                        "render_waiting_long",
                        "A " + noun(job) + " is taking a long time",
                        "“" + job.title() + "” has been " + job.state().word() + " for "
                                + waiting.toMinutes() + " minutes; " + job.currentStep() + " of " + job.totalSteps()
                                + " steps are done. Check its status.",
                        about(job),
                        fix("pollRenderJob", job))
                .with(evidence(job, Map.of("minutesAtLeast", waiting.toMinutes() / 10 * 10)));
    }

    private Check underWay(RenderJob job) {
        return Check.suggestion(
                        "creative_rendering",
                        "A draft's " + noun(job) + " is still rendering",
                        "“" + job.title() + "” is " + job.state().word() + ", " + job.currentStep() + " of "
                                + job.totalSteps()
                                + " steps done. Until the file is ready, an approval covers the draft without it.",
                        new Check.About("creative", job.creativeId()),
                        fix("readRenderJobStatus", job))
                .with(evidence(job, Map.of()));
    }

    private static String noun(RenderJob job) {
        return switch (job.type()) {
            case IMAGE -> "picture";
            case VIDEO -> "video";
        };
    }

    private static Map<String, Object> evidence(RenderJob job, Map<String, Object> more) {
        var evidence = new LinkedHashMap<String, Object>(
                Map.of("jobId", job.id(), "status", job.state().word()));
        evidence.putAll(more);
        return evidence;
    }

    private static Check.About about(RenderJob job) {
        return new Check.About("render_job", job.id());
    }

    private Check.Fix fix(String operation, RenderJob job) {
        return operations.fix(operation, Map.of("id", job.id()), null);
    }
}
