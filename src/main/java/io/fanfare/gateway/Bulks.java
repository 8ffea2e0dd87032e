package io.fanfare.gateway;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.fanfare.campaign.Campaign;
import io.fanfare.gateway.Bulk.ItemError;
import io.fanfare.gateway.Bulk.ItemState;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Page;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** One change of many campaigns, tasks or reviews. */
@RestController
@RequestMapping("/api/bulk")
class Bulks {
    private final BulkDesk desk;
    private final BulkReports reports;

    Bulks(BulkDesk desk, BulkReports reports) {
        this.desk = desk;
        this.reports = reports;
    }

    /** Tags to add and to remove. */
    record TagChange(
            @Nullable @Size(max = 50) List<@NotBlank String> add,
            @Nullable @Size(max = 50) List<@NotBlank String> remove) {}

    /** What campaigns get; {@code shiftDays} moves their start and end. */
    record CampaignChange(
            Campaign.@Nullable Priority priority,
            @Nullable UUID ownerId,
            Campaign.@Nullable Type type,
            @Nullable @Valid TagChange tags,
            @Nullable @Min(-3660) @Max(3660) Integer shiftDays) {}

    /** What tasks get; {@code shiftDays} moves their start and due date. */
    record TaskChange(
            @Nullable String status,
            @Nullable @Size(max = 2000) String blockedReason,
            Campaign.@Nullable Priority priority,
            @Nullable LocalDate due,
            @Nullable @Min(-3660) @Max(3660) Integer shiftDays,
            @Nullable @Valid TagChange tags) {}

    record CampaignsUpdate(
            @Nullable @Size(min = 1, max = 1000) List<@NotNull UUID> ids,
            @Nullable Map<String, Object> filter,
            @NotNull @Valid CampaignChange change,
            @Nullable Boolean dryRun,
            @Nullable Boolean stopOnError) {}

    record CampaignsTransition(
            @Nullable @Size(min = 1, max = 1000) List<@NotNull UUID> ids,
            @Nullable Map<String, Object> filter,
            Campaign.@NotNull Status to,
            @Nullable @Size(max = 2000) String reason,
            @Nullable Boolean dryRun,
            @Nullable Boolean stopOnError) {}

    record CampaignsArchive(
            @Nullable @Size(min = 1, max = 1000) List<@NotNull UUID> ids,
            @Nullable Map<String, Object> filter,
            @Nullable Boolean dryRun,
            @Nullable Boolean stopOnError) {}

    record TasksUpdate(
            @Nullable @Size(min = 1, max = 1000) List<@NotNull UUID> ids,
            @Nullable Map<String, Object> filter,
            @NotNull @Valid TaskChange change,
            @Nullable Boolean dryRun,
            @Nullable Boolean stopOnError) {}

    /** {@code assigneeId} is required: a member of the team, {@code auto}, or null for no one. */
    record TasksAssign(
            @Nullable @Size(min = 1, max = 1000) List<@NotNull UUID> ids,
            @Nullable Map<String, Object> filter,
            @Nullable JsonNode assigneeId,
            @Nullable Boolean dryRun,
            @Nullable Boolean stopOnError) {}

    /** A review, with the digest of what was shown. */
    record DecidedItem(
            @NotNull UUID reviewId,
            @NotBlank @Size(max = 200) String digest) {}

    /** What reviewers decide. */
    enum BulkDecision {
        APPROVE,
        REJECT,
        REQUEST_CHANGES
    }

    record ApprovalsDecision(
            @NotNull @Size(min = 1, max = 1000) List<@NotNull @Valid DecidedItem> items,
            @NotNull BulkDecision decision,
            @Nullable @Size(max = 2000) String comment,
            @Nullable @Size(max = 2000) String reason,
            @Nullable Boolean dryRun,
            @Nullable Boolean stopOnError) {}

    /** An item of a dry run: whether it would work and change anything, or why not. {@code title} names one that would not. */
    record TriedItem(
            UUID id,
            @Nullable String title,
            boolean ok,
            boolean changes,
            @Nullable ItemError error) {}

    /** A bulk operation that has started: {@code id}. A dry run of at most 200 items has {@code items} instead. */
    record BulkStarted(
            @Nullable UUID id, long total, @Nullable List<TriedItem> items) {}

    /** An item: {@code skipped} means that there was nothing to change, or that it was not tried. {@code title} is known once it was worked on. */
    record BulkItem(
            UUID id,
            @Nullable String title,
            ItemState state,
            @Nullable ItemError error) {}

    /**
     * A bulk operation: {@code change} is what each item gets. {@code undoable} until 7 days after it was asked for ({@code undoableUntil}), if
     * something was done that can be put back; {@code undoneBy} did so, and {@code undoes} is what this one puts back.
     */
    record BulkSummary(
            UUID id,
            Bulk.Kind kind,
            Map<String, Object> change,
            boolean dryRun,
            String by,
            Instant at,
            Bulk.State state,
            @Nullable Instant finishedAt,
            long total,
            long done,
            long failed,
            long skipped,
            boolean undoable,
            @Nullable Instant undoableUntil,
            @Nullable UUID undoneBy,
            @Nullable UUID undoes) {}

    /** {@code open}: only those that wait or run, or only those that have ended; {@code mine}: only your own. */
    record BulkQuery(
            @Nullable Boolean open,
            @Nullable Boolean mine,
            @Nullable Integer limit,
            @Nullable Integer offset) {}

    /** How far a bulk operation is, with its items. */
    record BulkProgress(@JsonUnwrapped BulkSummary summary, List<BulkItem> items) {}

    /**
     * Changes many campaigns: those of {@code ids} (at most 1,000), or all that {@code listCampaigns} lists with {@code filter} (at most
     * 10,000). Each is changed as by {@code changeCampaign}, one after the other, in your name. {@code stopOnError} leaves out what follows
     * the first failure. {@code dryRun} changes nothing and says what would happen to each: in the response (200), or with more than 200 items in the
     * background (202, read it by {@code readBulk}: what would be changed is {@code done}). 409 {@code bulk_busy} if 20 wait already.
     */
    @PostMapping("/campaigns/update")
    @Allow(value = "campaign.write", outside = true)
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<BulkStarted> bulkUpdateCampaigns(@RequestBody @Valid CampaignsUpdate request) {
        var change = BulkDesk.members(request.change());
        BulkDesk.requireChange(change);
        return desk.start(
                Bulk.Kind.CAMPAIGNS_UPDATE,
                desk.campaigns(request.ids(), request.filter()),
                change,
                request.dryRun(),
                request.stopOnError());
    }

    /**
     * Moves many campaigns to another status, each as by {@code transitionCampaign}. Otherwise as {@code bulkUpdateCampaigns}. It can't be undone.
     */
    @PostMapping("/campaigns/transition")
    @Allow(value = "campaign.write", outside = true)
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<BulkStarted> bulkTransitionCampaigns(@RequestBody @Valid CampaignsTransition request) {
        return desk.start(
                Bulk.Kind.CAMPAIGNS_TRANSITION,
                desk.campaigns(request.ids(), request.filter()),
                BulkDesk.members(new To(request.to(), request.reason())),
                request.dryRun(),
                request.stopOnError());
    }

    private record To(Campaign.Status to, @Nullable String reason) {}

    /** Archives many campaigns, each as by {@code archiveCampaign}. Otherwise as {@code bulkUpdateCampaigns}. */
    @PostMapping("/campaigns/archive")
    @Allow(value = "campaign.delete", outside = true)
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<BulkStarted> bulkArchiveCampaigns(@RequestBody @Valid CampaignsArchive request) {
        return desk.start(
                Bulk.Kind.CAMPAIGNS_ARCHIVE,
                desk.campaigns(request.ids(), request.filter()),
                Map.of(),
                request.dryRun(),
                request.stopOnError());
    }

    /**
     * Changes many tasks, each as by {@code changeTask}: those of {@code ids}, or all that {@code listTasks} lists with {@code filter}.
     * Otherwise as {@code bulkUpdateCampaigns}.
     */
    @PostMapping("/tasks/update")
    @Allow(value = "plan.write", outside = true)
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<BulkStarted> bulkUpdateTasks(@RequestBody @Valid TasksUpdate request) {
        var change = BulkDesk.members(request.change());
        BulkDesk.requireChange(change);
        return desk.start(
                Bulk.Kind.TASKS_UPDATE,
                desk.tasks(request.ids(), request.filter()),
                change,
                request.dryRun(),
                request.stopOnError());
    }

    /**
     * Assigns many tasks to a member of the team, to no one (null), or each to the member that {@code autoAssignTasks} finds ({@code
     * auto}). Otherwise as {@code bulkUpdateTasks}.
     */
    @PostMapping("/tasks/assign")
    @Allow(value = "plan.write", outside = true)
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<BulkStarted> bulkAssignTasks(@RequestBody @Valid TasksAssign request) {
        return desk.start(
                Bulk.Kind.TASKS_ASSIGN,
                desk.tasks(request.ids(), request.filter()),
                BulkDesk.assignee(request.assigneeId()),
                request.dryRun(),
                request.stopOnError());
    }

    /**
     * Decides many reviews, each as by {@code approveReview}, {@code rejectReview} or {@code requestReviewChanges} with the digest that you
     * were shown: one that has changed since fails with {@code approval_stale}. {@code reason} is required unless you approve. It can't be
     * undone.
     */
    @PostMapping("/approvals/decide")
    @Allow(value = "approval.decide", outside = true)
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<BulkStarted> bulkDecideApprovals(@RequestBody @Valid ApprovalsDecision request) {
        return desk.start(
                Bulk.Kind.APPROVALS_DECIDE,
                BulkDesk.decided(request.items()),
                BulkDesk.decision(request.decision(), request.comment(), request.reason()),
                request.dryRun(),
                request.stopOnError());
    }

    /** Lists bulk operations, the newest first: your own, or for owners and admins those of everyone. Dry runs are not listed. */
    @GetMapping
    @Allow("member")
    Page<BulkSummary> listBulks(BulkQuery query) {
        return reports.list(query);
    }

    /**
     * Reads how far a bulk operation is, with the result of its items: {@code state} lists only those in it. Only the one who asked for it
     * reads it, and owners and admins. {@code limit} and {@code offset} are those of the items (default: the first 50).
     */
    @GetMapping("/{id}")
    @Allow("member")
    BulkProgress readBulk(
            @PathVariable UUID id,
            @RequestParam @Nullable ItemState state,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable Integer offset) {
        return reports.read(id, state, Page.Range.of(limit, offset));
    }

    /** Stops a bulk operation: what is done stays, the rest is skipped. */
    @PostMapping("/{id}/cancel")
    @Allow("member")
    BulkProgress cancelBulk(@PathVariable UUID id) {
        return desk.cancel(id);
    }

    /**
     * Puts back what a bulk operation changed, the last item first, until 7 days after it was asked for. Items that have changed since are
     * skipped. 409 {@code bulk_not_undoable} for transitions and decisions, {@code bulk_running} while it runs, {@code bulk_undone} the
     * second time.
     */
    @PostMapping("/{id}/undo")
    @Allow("member")
    @ResponseStatus(HttpStatus.ACCEPTED)
    BulkStarted undoBulk(@PathVariable UUID id) {
        return desk.undo(id);
    }
}
