package io.fanfare.launch;

import io.fanfare.campaign.Campaign;
import io.fanfare.campaign.Campaign.Status;
import io.fanfare.campaign.CampaignEvent;
import io.fanfare.campaign.Campaigns;
import io.fanfare.delivery.Delivery;
import io.fanfare.delivery.Ledger;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Ready;
import io.fanfare.kernel.Tool;
import io.fanfare.kernel.Transactions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The workflow of a launch and the live status of a campaign. */
@RestController
@RequestMapping("/api/campaigns/{id}")
public class Workflows {
    private final LaunchStore store;
    private final Campaigns campaigns;
    private final Ledger ledger;
    private final Ready ready;
    private final Now now;
    private final Transactions transactions;

    Workflows(LaunchStore store, Campaigns campaigns, Ledger ledger, Ready ready, Now now, Transactions transactions) {
        this.store = store;
        this.campaigns = campaigns;
        this.ledger = ledger;
        this.ready = ready;
        this.now = now;
        this.transactions = transactions;
    }

    /** The steps of a launch; empty before it. */
    public record Workflow(List<WorkflowStep> steps) {}

    /** One step: {@code validate, schedule, publish, monitor}. */
    record WorkflowStep(
            LaunchStore.Name name,
            LaunchStore.State state,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt,
            @Nullable String error) {
        static WorkflowStep of(LaunchStore.Step step) {
            return new WorkflowStep(step.name(), step.state(), step.startedAt(), step.finishedAt(), step.error());
        }
    }

    /**
     * The status of a campaign with the reason given for it, e.g. for a pause; its workflow; and how many deliveries are in
     * each state. {@code nextDueAt} is the time of the next delivery. Until {@code undoUntil}, nothing is sent and the launch
     * can be undone.
     */
    public record CampaignStatus(
            UUID campaignId,
            Status status,
            @Nullable String reason,
            String phase,
            Workflow workflow,
            Map<Delivery.State, Long> deliveries,
            @Nullable Instant nextDueAt,
            @Nullable Instant undoUntil) {}

    /** Reads the live status: workflow, deliveries by state, and when the next one is due. */
    @GetMapping("/status")
    @Tool(Tool.Set.CAMPAIGNS)
    @Allow("campaign.read")
    CampaignStatus readCampaignStatus(@PathVariable UUID id) {
        return status(campaigns.get(id));
    }

    /** Reads the steps of the launch and their state; empty before the launch. */
    @GetMapping("/workflow")
    @Tool(Tool.Set.CAMPAIGNS)
    @Allow("campaign.read")
    Workflow readWorkflow(@PathVariable UUID id) {
        campaigns.get(id);
        return workflow(id);
    }

    public CampaignStatus status(Campaign campaign) {
        return new CampaignStatus(
                campaign.id(),
                campaign.status(),
                campaign.statusReason(),
                campaigns.phase(campaign),
                workflow(campaign.id()),
                ledger.countsOfCampaign(campaign.id()),
                ledger.nextDue(campaign.id()).orElse(null),
                campaign.active()
                        ? store.undo(campaign.id()).map(LaunchStore.Undo::until).orElse(null)
                        : null);
    }

    private Workflow workflow(UUID campaign) {
        return new Workflow(store.steps(campaign).stream().map(WorkflowStep::of).toList());
    }

    void start(UUID campaign) {
        store.insert(campaign);
        ready.mark(LaunchJobs.LANE, now.instant());
    }

    /** Nothing is planned before {@code until}, and the launch can be undone. */
    void start(UUID campaign, LaunchStore.Undo undo) {
        store.insert(campaign);
        store.undoable(campaign, undo);
        ready.mark(LaunchJobs.LANE, undo.until());
    }

    /** The lane begins none of the steps of this launch before the transaction ends. */
    void lock(UUID campaign) {
        store.lockSteps(campaign);
    }

    /** Removes a launch that can still be undone at this moment, not when the transaction began; returns the status before it. */
    Optional<Status> undo(UUID campaign) {
        // This transaction may have waited for a lock since it began; a new one knows the time.
        var at = transactions.apart(now::instant);
        var undo = store.undo(campaign).filter(found -> found.until().isAfter(at));
        undo.ifPresent(found -> store.forget(campaign));
        return undo.map(LaunchStore.Undo::status);
    }

    /** Repeats the failed steps; false if there is none. */
    boolean retry(UUID campaign) {
        boolean failed = store.retry(campaign) > 0;
        if (failed) ready.mark(LaunchJobs.LANE, now.instant());
        return failed;
    }

    @EventListener
    void moved(CampaignEvent event) {
        switch (event) {
            case CampaignEvent.Moved(var campaign, var _) -> {
                if (campaign.closed()) store.close(campaign.id());
            }
            case CampaignEvent.Destroyed(var id) -> store.forget(id);
        }
    }
}
