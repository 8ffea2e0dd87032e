package io.fanfare.render;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Page;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Tool;
import io.fanfare.kernel.Transactions;
import io.fanfare.render.RenderJob.State;
import io.fanfare.render.RenderStore.Level;
import io.fanfare.render.providers.Order;
import io.fanfare.render.providers.Remote;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Jobs that render pictures and videos. */
@RestController
@RequestMapping("/api/render-jobs")
public class RenderJobs {
    private final RenderStore store;
    private final RenderRequests requests;
    private final RenderMoves moves;
    private final LocalDrawing drawing;
    private final RemoteProviders remotes;
    private final RemoteJobs remoteJobs;
    private final RenderAnswers answers;
    private final Transactions transactions;

    RenderJobs(
            RenderStore store,
            RenderRequests requests,
            RenderMoves moves,
            LocalDrawing drawing,
            RemoteProviders remotes,
            RemoteJobs remoteJobs,
            RenderAnswers answers,
            Transactions transactions) {
        this.store = store;
        this.requests = requests;
        this.moves = moves;
        this.drawing = drawing;
        this.remotes = remotes;
        this.remoteJobs = remoteJobs;
        this.answers = answers;
        this.transactions = transactions;
    }

    /** Reads the text of a creative; the room of creatives implements it. */
    public interface Briefs {
        Optional<Brief> brief(UUID creativeId);
    }

    /** The text of a creative as the start of a picture. */
    public record Brief(UUID campaignId, String headline, String text) {}

    /** A picture or video to render. */
    record NewRenderJob(
            @JsonAlias("campaign_id") UUID campaignId,
            @JsonAlias("creative_id") @Nullable UUID creativeId,
            Order.@NotNull Type type,
            @Nullable @Size(max = 50) String provider,
            @Nullable @Size(max = 200) String model,
            @Nullable @Valid RenderParams params,

            @JsonAlias("max_retries") @Nullable @Min(0) @Max(3)
            Integer maxRetries,

            @JsonAlias("auto_submit") @Nullable Boolean autoSubmit) {}

    /**
     * Requests a picture or a video for a campaign. The provider {@code local} (default) draws {@code headline}, {@code text}
     * and {@code cta} with one of its templates, in the colors and with the logo of the brand ({@code brandId}, otherwise the
     * brand of the campaign or the workspace), on your {@code images} if there are any. It does not use {@code prompt}. Sizes
     * are 50 to 4096 pixels per side (default: 1080 × 1080); {@code sizes} draws one picture in several sizes, the first of which is the main one. A video is 1080 × 1920 by default and up to 60 s long; without
     * {@code durationSeconds} it is as long as its texts take to read. With {@code creativeId}, the texts of the creative are
     * used where none are given, and the creative receives the file. The same {@code seed} gives the same picture. {@code
     * autoSubmit: false} waits for {@code submitRenderJob}. Other providers need a credential (422 {@code
     * provider_not_configured}).
     */
    @PostMapping("/create")
    @ResponseStatus(HttpStatus.CREATED)
    @Tool(value = Tool.Set.CONTENT, job = "readRenderJobStatus", cancel = "cancelRenderJob")
    @Allow("content.write")
    RenderAnswer createRenderJob(@Valid @RequestBody NewRenderJob request) {
        var job = store.insert(requests.checked(request));
        moves.created(job);
        return answers.of(job);
    }

    /** Lists render jobs, newest first, without their logs. Filters: {@code campaignId}, {@code creativeId}, {@code status}, {@code type}, {@code provider}. */
    @GetMapping
    @Tool(Tool.Set.CONTENT)
    @Allow("content.read")
    Page<RenderAnswer> listRenderJobs(
            @RequestParam @Nullable UUID campaignId,
            @RequestParam @Nullable UUID creativeId,
            @RequestParam @Nullable State status,
            @RequestParam Order.@Nullable Type type,
            @RequestParam @Nullable String provider,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable Integer offset) {
        var filter = new RenderStore.Filter(campaignId, creativeId, status, type, provider);
        return store.page(filter, Page.Range.of(limit, offset)).map(answers::withoutLog);
    }

    /** Submits a job that was created with {@code autoSubmit: false}. 409 {@code render_job_submitted} if it was submitted before. */
    @PostMapping("/{id}/submit")
    @Tool(value = Tool.Set.CONTENT, job = "readRenderJobStatus", cancel = "cancelRenderJob")
    @Allow("content.write")
    RenderAnswer submitRenderJob(@PathVariable UUID id) {
        var before = store.get(id);
        if (before.state().isOver()) throw before.over();
        var after = store.submit(id)
                .orElseThrow(() -> Refused.conflict("render_job_submitted", "This job has already been submitted."));
        moves.schedule(after, moves.clock());
        moves.changed(before, after, Level.INFO, "Submitted.");
        return answers.of(after);
    }

    /** Reads a job: its progress, the last 500 lines of its log, and the addresses of its files once it is published. */
    @GetMapping("/{id}/status")
    @Tool(Tool.Set.CONTENT)
    @Allow("content.read")
    RenderAnswer readRenderJobStatus(@PathVariable UUID id) {
        return answers.of(store.get(id));
    }

    /**
     * Asks the service for the status of a job now and returns it. If it is called more often than the service allows, it
     * returns the last known status. A job of {@code local} is returned immediately.
     */
    @GetMapping("/{id}/poll")
    @Allow(value = "content.read", outside = true)
    RenderAnswer pollRenderJob(@PathVariable UUID id) {
        var job = transactions.read(() -> store.get(id));
        remotes.find(job.provider()).ifPresent(remote -> poll(job, remote));
        return transactions.read(() -> answers.of(store.get(id)));
    }

    private void poll(RenderJob job, Remote remote) {
        String remoteId = job.providerJobId();
        if (remoteId == null || !transactions.write(() -> store.reservePoll(job.id(), remote.pace()))) return;
        var account = remotes.account(remote);
        if (account.isEmpty()) return;
        try {
            remoteJobs.receive(job, remoteId, remote.status(remoteId, account.get()));
        } catch (Remote.Unanswered unanswered) {
            transactions.write(() -> store.log(job.id(), Level.WARN, String.valueOf(unanswered.getMessage())));
        }
    }

    /** Cancels a job that is not finished: a drawing stops immediately, a job at a service is cancelled there. 409 {@code render_job_over}. */
    @PostMapping("/{id}/cancel")
    @Tool(value = Tool.Set.CONTENT, destructive = true)
    @Allow(value = "content.write", outside = true)
    RenderAnswer cancelRenderJob(@PathVariable UUID id) {
        var cancelled = transactions.write(() -> {
            var before = store.get(id);
            var after = store.cancel(id).orElseThrow(() -> store.get(id).over());
            moves.changed(before, after, Level.INFO, "Canceled.");
            return after;
        });
        drawing.stop(id);
        String remoteId = cancelled.providerJobId();
        if (remoteId != null)
            remotes.find(cancelled.provider()).ifPresent(remote -> remotes.account(remote)
                    .ifPresent(account -> remoteJobs.stop(cancelled, remote, account, remoteId)));
        return transactions.read(() -> answers.of(store.get(id)));
    }

    /** Retries a failed job from its start. 409 {@code render_job_not_failed}, or {@code retries_exhausted} after {@code maxRetries} retries. */
    @PostMapping("/{id}/retry")
    @Allow("content.write")
    RenderAnswer retryRenderJob(@PathVariable UUID id) {
        var before = store.get(id);
        if (before.state() != State.FAILED)
            throw Refused.conflict(
                    "render_job_not_failed",
                    "This job is " + before.state().word() + ". Only a failed job can be retried.");
        var after = store.retry(id)
                .orElseThrow(() -> Refused.conflict(
                        "retries_exhausted",
                        "This job was retried " + before.maxRetries()
                                + " times. Create a new one with other parameters."));
        moves.schedule(after, moves.clock());
        moves.changed(before, after, Level.INFO, "Retry " + after.retryCount() + " of " + after.maxRetries() + ".");
        return answers.of(after);
    }
}
