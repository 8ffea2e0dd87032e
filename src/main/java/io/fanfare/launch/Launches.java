package io.fanfare.launch;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.fanfare.advisor.CheckList;
import io.fanfare.campaign.Campaign;
import io.fanfare.campaign.Campaign.Status;
import io.fanfare.campaign.Campaigns;
import io.fanfare.campaign.Transitions;
import io.fanfare.delivery.Gates;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.AuditClass;
import io.fanfare.kernel.Check;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Tool;
import io.fanfare.launch.Workflows.CampaignStatus;
import io.fanfare.outbox.CampaignOutbox;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Launches, pauses, resumes and completes campaigns. */
@RestController
@RequestMapping("/api/campaigns/{id}")
class Launches implements Transitions.Activation {
    private final CheckList checks;
    private final Workflows workflows;
    private final Campaigns campaigns;
    private final Transitions transitions;
    private final CampaignOutbox outbox;
    private final Gates gates;
    private final Now now;

    Launches(
            CheckList checks,
            Workflows workflows,
            Campaigns campaigns,
            Transitions transitions,
            CampaignOutbox outbox,
            Gates gates,
            Now now) {
        this.checks = checks;
        this.workflows = workflows;
        this.campaigns = campaigns;
        this.transitions = transitions;
        this.outbox = outbox;
        this.gates = gates;
        this.now = now;
    }

    /** Nothing is sent for this many seconds (default: 0), so that a person can undo the launch. */
    record Launch(@Nullable @Min(0) @Max(60) Integer undoSeconds) {}

    /** The reason for a pause; the activity and the status show it. */
    record Pause(@Nullable @Size(max = 2000) String reason) {}

    /** The status of the completed campaign, and how many posts and mailings were cancelled. */
    record Completion(@JsonUnwrapped CampaignStatus status, int cancelledItems) {}

    /**
     * Launches an approved campaign from draft or planning: from then on, planned content is sent at its time. Returns 202
     * with the workflow VALIDATE, SCHEDULE, PUBLISH, MONITOR, or 409 {@code campaign_not_ready} with {@code blockers}. If a
     * step failed, call it again to repeat that step. With {@code undoSeconds}, nothing is submitted for that long, and
     * {@code undoLaunch} takes it back; {@code undoUntil} says until when.
     */
    @PostMapping("/launch")
    @Tool(value = Tool.Set.CAMPAIGNS, destructive = true, openWorld = true)
    @Allow(value = "campaign.launch", audited = AuditClass.DECISION)
    @ResponseStatus(HttpStatus.ACCEPTED)
    CampaignStatus launchCampaign(
            @PathVariable UUID id, @RequestBody(required = false) @Valid @Nullable Launch request) {
        var campaign = campaigns.hold(id);
        if (campaign.status() == Status.PAUSED && !campaign.archived())
            throw Refused.conflict("campaign_paused", "This campaign was launched before and is paused. Resume it.");
        int seconds = request == null || request.undoSeconds() == null ? 0 : request.undoSeconds();
        if (!campaign.active() || !workflows.retry(id)) activate(campaign, seconds);
        return workflows.status(campaigns.get(id));
    }

    /**
     * Undoes a launch before anything is sent: the campaign gets back the status before it. 409 {@code undo_expired} once its
     * {@code undoUntil} has passed.
     */
    @PostMapping("/undo-launch")
    @Allow("campaign.launch")
    CampaignStatus undoLaunch(@PathVariable UUID id) {
        var campaign = campaigns.hold(id);
        workflows.lock(id);
        gates.lock(id);
        var before = workflows
                .undo(id)
                .filter(status -> gates.isHeld(id))
                .orElseThrow(() -> Refused.conflict(
                        "undo_expired", "This launch can no longer be undone. Pause the campaign to stop it."));
        outbox.unplan(id);
        return workflows.status(transitions.undoLaunch(campaign, before));
    }

    @Override
    public void activate(Campaign campaign) {
        activate(campaign, 0);
    }

    private void activate(Campaign campaign, int undoSeconds) {
        campaign.requireUnarchived();
        var blockers = checks.of(campaign).stream().filter(Check::blocks).toList();
        if (campaign.unlaunched() && !blockers.isEmpty())
            throw Refused.conflict(
                            "campaign_not_ready",
                            "Not ready to launch. " + blockers.getFirst().title() + ". "
                                    + blockers.getFirst().reason())
                    .with("blockers", blockers);
        transitions.launch(campaign);
        if (undoSeconds == 0) {
            workflows.start(campaign.id());
            return;
        }
        var until = now.instant().plusSeconds(undoSeconds);
        gates.holdUntil(campaign.id(), until);
        workflows.start(campaign.id(), new LaunchStore.Undo(campaign.status(), until));
    }

    /** Pauses an active campaign: after the response, no further message is submitted. */
    @PostMapping("/pause")
    @Tool(value = Tool.Set.CAMPAIGNS, destructive = true)
    @Allow("campaign.launch")
    CampaignStatus pauseCampaign(@PathVariable UUID id, @RequestBody(required = false) @Valid @Nullable Pause pause) {
        String reason = pause == null ? null : pause.reason();
        return workflows.status(transitions.move(campaigns.hold(id), Status.PAUSED, reason));
    }

    /** Resumes a paused campaign: what became due during the pause and is still approved is sent now. */
    @PostMapping("/resume")
    @Tool(value = Tool.Set.CAMPAIGNS, destructive = true, openWorld = true)
    @Allow("campaign.launch")
    CampaignStatus resumeCampaign(@PathVariable UUID id) {
        var campaign = campaigns.hold(id);
        if (campaign.status() != Status.PAUSED)
            throw Refused.conflict(
                            "campaign_transition_not_allowed",
                            "Only a paused campaign can be resumed. This one is "
                                    + campaign.status().word() + ".")
                    .with("allowed", List.of());
        return workflows.status(transitions.move(campaign, Status.ACTIVE, null));
    }

    /**
     * Completes a campaign. Posts and mailings that are not sent yet are cancelled, which can't be undone;
     * {@code cancelledItems} counts them. What was sent stays.
     */
    @PostMapping("/complete")
    @Tool(value = Tool.Set.CAMPAIGNS, destructive = true)
    @Allow("campaign.launch")
    Completion completeCampaign(@PathVariable UUID id) {
        var campaign = campaigns.hold(id);
        int open = outbox.open(id);
        return new Completion(workflows.status(transitions.move(campaign, Status.COMPLETED, null)), open);
    }
}
