package io.fanfare.ops;

import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.FailedWork;
import io.fanfare.kernel.Invocation;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Page;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Subject;
import io.fanfare.kernel.WaitingWork;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Background work. */
@RestController
@RequestMapping("/api/monitoring/jobs")
class Jobs {
    private static final int MOST_FAILED = 200;
    private static final int MOST_LANES = 1_000;

    private final WaitingWork waiting;
    private final List<FailedWork> failed;
    private final Invocation operations;
    private final Audit audit;
    private final Now now;

    Jobs(WaitingWork waiting, List<FailedWork> failed, Invocation operations, Audit audit, Now now) {
        this.waiting = waiting;
        this.failed = failed;
        this.operations = operations;
        this.audit = audit;
        this.now = now;
    }

    /** {@code failing}: tried again at {@code dueAt}. {@code failed}: not tried again automatically. */
    enum JobState {
        WAITING,
        RUNNING,
        FAILING,
        FAILED
    }

    /**
     * Background work.
     *
     * @param lane the queue, or the kind of work that failed
     * @param workspaceId only for the operator; null for a timer of the installation
     * @param attempts how often it has failed since it last worked
     * @param can {@code retryJob} if it can be tried again now
     */
    record Job(
            UUID id,
            String lane,
            @Nullable UUID workspaceId,
            JobState state,
            Instant dueAt,
            int attempts,
            @Nullable String error,
            List<String> can) {}

    private record Found(Job job, FailedWork.@Nullable Failed failed) {}

    /**
     * Lists the background work of this workspace: what failed first, then what is due next. A lane is one entry, whatever waits in it;
     * renders, imports and messages that have failed are listed one by one. The operator gets the lanes of all workspaces and the timers of
     * the installation. Filter by {@code state}.
     */
    @GetMapping
    @Allow("ops.read")
    Page<Job> listJobs(
            @RequestParam @Nullable JobState state,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable Integer offset) {
        var range = Page.Range.of(limit, offset);
        var jobs = found().stream()
                .map(Found::job)
                .filter(job -> state == null || job.state() == state)
                .sorted(Comparator.comparing(Job::state).reversed().thenComparing(Job::dueAt))
                .toList();
        return Page.of(range.cut(jobs), jobs.size(), range);
    }

    /**
     * Tries a job again now. A lane works on what is due at once instead of after its pause; a failed render starts from its beginning; a failed
     * message is planned again and its approval is checked as always. What may have been sent is never sent again. 409 {@code
     * job_not_failed} if it has not failed, {@code job_not_retryable} if a person has to do something else.
     */
    @PostMapping("/{id}/retry")
    @Allow("ops.read")
    Job retryJob(@PathVariable UUID id) {
        var found = found().stream()
                .filter(each -> each.job().id().equals(id))
                .findFirst()
                .orElseThrow(Refused::notFound);
        var job = found.job();
        if (found.failed() != null) return retried(job, found.failed());
        if (job.can().isEmpty())
            throw Refused.conflict(
                    "job_not_failed", "This job is " + word(job.state()) + ". Only a job that failed can be retried.");
        var workspace = job.workspaceId();
        waiting.hasten(workspace == null ? Current.get().workspace() : workspace, job.lane());
        var after = new Job(
                id, job.lane(), workspace, JobState.WAITING, now.instant(), job.attempts(), job.error(), List.of());
        audit.record(
                new Subject("job", id, job.lane(), null), Map.of("state", job.state()), Map.of("state", after.state()));
        return after;
    }

    private Job retried(Job job, FailedWork.Failed failed) {
        if (failed.retry() == null)
            throw Refused.conflict("job_not_retryable", "This can't be retried from here. Upload the file again.");
        operations.join(failed.retry(), Map.of("id", failed.id()));
        audit.record(
                new Subject("job", job.id(), job.lane(), null),
                Map.of("state", JobState.FAILED),
                Map.of("state", JobState.WAITING));
        return new Job(job.id(), job.lane(), null, JobState.WAITING, now.instant(), job.attempts(), null, List.of());
    }

    private List<Found> found() {
        boolean all = Current.get().isOperator();
        var lanes = all ? waiting.ofInstallation(MOST_LANES) : waiting.ofWorkspace();
        var found = new ArrayList<>(lanes.stream().map(lane -> lane(lane, all)).toList());
        if (all) waiting.timers().forEach(timer -> found.add(lane(timer, true)));
        else
            for (FailedWork kind : failed)
                kind.failed(MOST_FAILED).forEach(each -> found.add(new Found(job(each), each)));
        return found;
    }

    private static Found lane(WaitingWork.Waiting lane, boolean all) {
        var state = lane.failures() > 0 ? JobState.FAILING : lane.running() ? JobState.RUNNING : JobState.WAITING;
        boolean timer = lane.workspaceId() == null;
        var id = UUID.nameUUIDFromBytes((lane.workspaceId() + "/" + lane.lane()).getBytes(StandardCharsets.UTF_8));
        var can = state == JobState.FAILING && !timer ? List.of("retryJob") : List.<String>of();
        var job = new Job(
                id,
                lane.lane(),
                all ? lane.workspaceId() : null,
                state,
                lane.dueAt(),
                lane.failures(),
                lane.error(),
                can);
        return new Found(job, null);
    }

    private static Job job(FailedWork.Failed failed) {
        return new Job(
                failed.id(),
                failed.lane(),
                null,
                JobState.FAILED,
                failed.failedAt(),
                failed.attempts(),
                failed.error(),
                failed.retry() == null ? List.of() : List.of("retryJob"));
    }

    private static String word(JobState state) {
        return state.name().toLowerCase(java.util.Locale.ROOT);
    }
}
