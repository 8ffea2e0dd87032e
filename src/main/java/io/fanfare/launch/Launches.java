package io.fanfare.launch;

import io.fanfare.advisor.Advisor;
import io.fanfare.approval.Approvals;
import io.fanfare.approval.Scope;
import io.fanfare.campaign.Campaign;
import io.fanfare.campaign.Campaign.Status;
import io.fanfare.campaign.CampaignEvent;
import io.fanfare.campaign.Campaigns;
import io.fanfare.delivery.Delivery;
import io.fanfare.delivery.Ledger;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Check;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Ready;
import io.fanfare.kernel.Refused;
import io.fanfare.outbox.CampaignOutbox;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Launch, pause, resume, complete: what moves a campaign and all that it has planned. */
@RestController
@RequestMapping("/api/campaigns/{id}")
class Launches implements Campaigns.Activation {
    private final LaunchStore store;
    private final Advisor advisor;
    private final Campaigns campaigns;
    private final Approvals approvals;
    private final Ledger deliveries;
    private final CampaignOutbox outbox;
    private final Ready ready;
    private final Now now;

    Launches(
            LaunchStore store,
            Advisor advisor,
            Campaigns campaigns,
            Approvals approvals,
            Ledger deliveries,
            CampaignOutbox outbox,
            Ready ready,
            Now now) {
        this.store = store;
        this.advisor = advisor;
        this.campaigns = campaigns;
        this.approvals = approvals;
        this.deliveries = deliveries;
        this.outbox = outbox;
        this.ready = ready;
        this.now = now;
    }

    /** Whether nothing stands in the way of a launch, and every check. */
    record Validation(boolean ready, List<Check> checks) {}

    /** The steps of a launch; none before it. */
    record Workflow(List<WorkflowStep> steps) {}

    /** One step: {@code validate, schedule, publish, monitor}. */
    record WorkflowStep(
            LaunchStore.Name name,
            LaunchStore.State state,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt,
            @Nullable String error) {}

    /** Where a campaign stands: its workflow, and how many rows of the ledger are in each state. */
    record CampaignStatus(
            UUID campaignId,
            Status status,
            String phase,
            Workflow workflow,
            Map<Delivery.State, Long> deliveries,
            @Nullable Instant nextDueAt,
            @Nullable Integer cancelledItems) {}

    /** How ready it is: 0 to 100 as the sum of its parts, each with the reason for its score. */
    record Readiness(int score, List<ReadinessPart> parts, List<Check> checks) {}

    /** One part of the score. */
    record ReadinessPart(String name, int score, int max, String reason) {}

    /** Why it is paused; shown in the activity. */
    record Pause(@Nullable @Size(max = 2000) String reason) {}

    /** How many posts and mailings are sent now, and how many stay planned for later. */
    record Published(UUID campaignId, int planned, int later) {}

    /** Runs the VALIDATE step alone: every check, blockers first. Changes nothing. */
    @PostMapping("/validate")
    @Allow(value = "campaign.read", plain = true)
    Validation validateCampaign(@PathVariable UUID id) {
        var found = advisor.checks(campaigns.get(id));
        return new Validation(found.stream().noneMatch(Check::blocks), found);
    }

    /** Reads how ready the campaign is: a score of named parts, and the checks behind it. */
    @GetMapping("/readiness")
    @Allow("campaign.read")
    Readiness readReadiness(@PathVariable UUID id) {
        var campaign = campaigns.get(id);
        var parts = parts(campaign);
        int score = parts.stream().mapToInt(ReadinessPart::score).sum();
        return new Readiness(score, parts, advisor.checks(campaign));
    }

    private List<ReadinessPart> parts(Campaign campaign) {
        var planned = approvals.planned(campaign.id());
        var parts = new ArrayList<ReadinessPart>();
        int described = 0;
        if (campaign.objective() != null && !campaign.objective().isBlank()) described += 5;
        if (campaign.startDate() != null) described += 5;
        if (campaign.budgetAmount() != null) described += 5;
        if (!campaign.channels().isEmpty()) described += 5;
        parts.add(new ReadinessPart(
                "brief", described, 20, "5 each for an objective, a start date, a budget and channels"));
        int items = planned.getOrDefault(Scope.CONTENT, List.of()).size();
        parts.add(new ReadinessPart(
                "content",
                items > 0 ? 25 : 0,
                25,
                items > 0 ? items + " posts and mailings" : "Nothing is written yet"));
        int timed = planned.getOrDefault(Scope.SCHEDULE, List.of()).size();
        parts.add(new ReadinessPart(
                "schedule",
                timed > 0 ? 15 : 0,
                15,
                timed > 0 ? timed + " with a target or a time" : "Nothing has a time or recipients yet"));
        var blockers = approvals.blockers(campaign.id());
        long open = blockers.stream()
                .filter(b -> b.scope() != null)
                .map(Approvals.Blocker::scope)
                .distinct()
                .count();
        int approved = items == 0 ? 0 : (int) Math.max(0, 40 - 20 * open);
        parts.add(new ReadinessPart(
                "approvals",
                approved,
                40,
                items == 0
                        ? "Nothing to approve yet"
                        : open == 0
                                ? "Everything is approved"
                                : open + (open == 1 ? " scope waits" : " scopes wait") + " for an approval"));
        return parts;
    }

    /**
     * Launches an approved campaign from draft or planning: what is planned leaves by itself at its time. Answers 202 with
     * the workflow VALIDATE, SCHEDULE, PUBLISH, MONITOR; 409 {@code campaign_not_ready} with {@code blockers} where
     * something is in the way. Called again after a step failed, it goes on there.
     */
    @PostMapping("/launch")
    @Allow("campaign.launch")
    @ResponseStatus(HttpStatus.ACCEPTED)
    CampaignStatus launchCampaign(@PathVariable UUID id) {
        var campaign = campaigns.hold(id);
        if (campaign.status() == Status.PAUSED && !campaign.archived())
            throw Refused.conflict(
                    "campaign_paused", "This campaign has been launched and is paused; resume it, and it goes on.");
        if (campaign.active() && store.retry(id) > 0) ready.mark(LaunchJobs.LANE, now.instant());
        else activate(campaign);
        return status(campaigns.get(id));
    }

    @Override
    public void activate(Campaign campaign) {
        campaign.requireUnarchived();
        var blockers = advisor.checks(campaign).stream().filter(Check::blocks).toList();
        if (campaign.unlaunched() && !blockers.isEmpty())
            throw Refused.conflict(
                            "campaign_not_ready",
                            "It can't be launched yet: " + blockers.getFirst().reason())
                    .with("blockers", blockers);
        campaigns.launched(campaign);
        store.insert(campaign.id());
        ready.mark(LaunchJobs.LANE, now.instant());
    }

    /** Pauses an active campaign: once this has answered, nothing more of it is submitted. */
    @PostMapping("/pause")
    @Allow("campaign.launch")
    CampaignStatus pauseCampaign(@PathVariable UUID id, @RequestBody(required = false) @Valid @Nullable Pause pause) {
        return status(campaigns.move(campaigns.hold(id), Status.PAUSED, pause == null ? null : pause.reason()));
    }

    /** Resumes a paused campaign: what became due meanwhile and is still approved leaves now. */
    @PostMapping("/resume")
    @Allow("campaign.launch")
    CampaignStatus resumeCampaign(@PathVariable UUID id) {
        var campaign = campaigns.hold(id);
        if (campaign.status() != Status.PAUSED)
            throw Refused.conflict(
                            "campaign_transition_not_allowed",
                            "Only a paused campaign can be resumed; this one is "
                                    + campaign.status().word() + ".")
                    .with("allowed", List.of());
        return status(campaigns.move(campaign, Status.ACTIVE, null));
    }

    /**
     * Completes a campaign. Posts and mailings that are not sent yet are cancelled; {@code cancelledItems} counts them. What was
     * sent stays.
     */
    @PostMapping("/complete")
    @Allow("campaign.launch")
    CampaignStatus completeCampaign(@PathVariable UUID id) {
        var campaign = campaigns.hold(id);
        int open = outbox.open(id);
        return status(campaigns.move(campaign, Status.COMPLETED, null), open);
    }

    /** Reads the live status: workflow, deliveries by state, and when the next thing is due. */
    @GetMapping("/status")
    @Allow("campaign.read")
    CampaignStatus readCampaignStatus(@PathVariable UUID id) {
        return status(campaigns.get(id));
    }

    /** Reads the steps of the launch and their state; empty before it. */
    @GetMapping("/workflow")
    @Allow("campaign.read")
    Workflow readWorkflow(@PathVariable UUID id) {
        return workflow(campaigns.get(id));
    }

    /**
     * Publishes everything that is planned now, whatever its time. Before the start date of a campaign that is not launched yet,
     * only what is planned before that date is published; the rest, and mailings without a time, stay planned. Answers 202 with
     * {@code planned}, the number of posts and mailings that are sent now, and {@code later}, the number that stay planned; 409
     * {@code not_approved} with {@code blockers[]} where a scope is not approved.
     */
    @PostMapping("/publish")
    @Allow("content.publish")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Published publishCampaign(@PathVariable UUID id) {
        var sent = outbox.sendAll(id, start(campaigns.hold(id)));
        return new Published(id, sent.now(), sent.later());
    }

    /** The start of a campaign that is not launched yet, where it is still to come. */
    private @Nullable Instant start(Campaign campaign) {
        if (!campaign.unlaunched() || campaign.startDate() == null) return null;
        var start = campaign.startDate()
                .atStartOfDay(ZoneId.of(campaign.timeZone()))
                .toInstant();
        return start.isAfter(now.instant()) ? start : null;
    }

    @EventListener
    void moved(CampaignEvent event) {
        switch (event) {
            case CampaignEvent.Moved(var campaign, var _) -> {
                if (campaign.status() == Status.COMPLETED || campaign.status() == Status.CANCELLED)
                    store.close(campaign.id());
            }
            case CampaignEvent.Destroyed(var id) -> store.forget(id);
        }
    }

    private CampaignStatus status(Campaign campaign) {
        return status(campaign, null);
    }

    private CampaignStatus status(Campaign campaign, @Nullable Integer cancelled) {
        return new CampaignStatus(
                campaign.id(),
                campaign.status(),
                campaigns.phase(campaign),
                workflow(campaign),
                deliveries.countsOfCampaign(campaign.id()),
                deliveries.nextDue(campaign.id()).orElse(null),
                cancelled);
    }

    private Workflow workflow(Campaign campaign) {
        return new Workflow(store.steps(campaign.id()).stream()
                .map(s -> new WorkflowStep(s.name(), s.state(), s.startedAt(), s.finishedAt(), s.error()))
                .toList());
    }
}
