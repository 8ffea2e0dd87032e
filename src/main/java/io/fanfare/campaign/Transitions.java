package io.fanfare.campaign;

import io.fanfare.approval.Manifest;
import io.fanfare.campaign.Campaign.Status;
import io.fanfare.delivery.Gates;
import io.fanfare.delivery.Ledger;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Tool;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Moves campaigns from one status to another and into the archive, and opens or halts their gates. */
@RestController
@RequestMapping("/api/campaigns/{id}")
public class Transitions {
    private final CampaignStore store;
    private final CampaignAnswers answers;
    private final CampaignChanges changes;
    private final Manifest manifest;
    private final Gates gates;
    private final Ledger ledger;
    private final ObjectProvider<Activation> activations;

    Transitions(
            CampaignStore store,
            CampaignAnswers answers,
            CampaignChanges changes,
            Manifest manifest,
            Gates gates,
            Ledger ledger,
            ObjectProvider<Activation> activations) {
        this.store = store;
        this.answers = answers;
        this.changes = changes;
        this.manifest = manifest;
        this.gates = gates;
        this.ledger = ledger;
        this.activations = activations;
    }

    /** Whether a campaign can be launched, and what a launch starts; the room {@code launch} implements it. */
    public interface Activation {
        /** Launches the campaign, or refuses with 409 {@code campaign_not_ready} if anything blocks it. */
        void activate(Campaign campaign);
    }

    /** The new status, and the reason, which the activity shows. */
    record Transition(
            @NotNull Status to, @Nullable @Size(max = 2000) String reason) {}

    /**
     * Moves a campaign to another status. A transition that is not allowed returns 409
     * {@code campaign_transition_not_allowed} with the allowed ones. From planning to active is a launch: it is refused with
     * the blockers if there are any. Launching a campaign, or moving one that has been launched, requires the permission
     * {@code campaign.launch}.
     */
    @PostMapping("/transition")
    @Tool(value = Tool.Set.CAMPAIGNS, common = true, destructive = true)
    @Allow("campaign.write")
    CampaignAnswer transitionCampaign(@PathVariable UUID id, @RequestBody @Valid Transition transition) {
        var campaign = store.lock(id);
        campaign.requireMove(transition.to());
        boolean launches = campaign.unlaunched() && transition.to() == Status.ACTIVE;
        if (launches || !campaign.unlaunched()) Current.get().require("campaign.launch");
        if (launches) activations.forEach(activation -> activation.activate(campaign));
        else move(campaign, transition.to(), transition.reason());
        return answers.of(store.find(id).orElseThrow(Refused::notFound));
    }

    /**
     * Archives a campaign: lists leave it out, nothing more is sent from it, and its open reviews are withdrawn. With
     * {@code hard=true}, an owner of the workspace deletes it with everything that belongs to it. If it has already sent
     * messages, that returns 409 {@code campaign_has_history}, because their records must be kept.
     */
    @DeleteMapping
    @Tool(Tool.Set.CAMPAIGNS)
    @Allow("campaign.delete")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void archiveCampaign(@PathVariable UUID id, @RequestParam(defaultValue = "false") boolean hard) {
        var campaign = store.lock(id);
        gates.halt(id, true);
        if (hard) destroy(campaign);
        else if (!campaign.archived()) {
            var after = store.archive(id, true);
            manifest.close(id, "archived");
            changes.record(after, Map.of("archived", false), Map.of("archived", true));
        }
    }

    private void destroy(Campaign campaign) {
        if (!Current.get().may("campaign.destroy"))
            throw Refused.forbidden(
                    "forbidden",
                    "Only an owner of the workspace can delete a campaign permanently. Archive it instead.");
        if (!ledger.forget(campaign.id()))
            throw Refused.conflict(
                    "campaign_has_history",
                    "This campaign has already sent messages, and their records must be kept. Archive it instead.");
        changes.destroyed(campaign);
        manifest.forget(campaign.id());
        store.delete(campaign.id());
    }

    /** A launched campaign sends again once it is restored, so that takes the permissions to archive and to launch. */
    Campaign restore(Campaign campaign) {
        boolean launched = !campaign.unlaunched() && !campaign.closed();
        if (launched) List.of("campaign.launch", "campaign.delete").forEach(Current.get()::require);
        gates.halt(campaign.id(), campaign.status() != Status.ACTIVE && !campaign.unlaunched());
        if (campaign.closed()) manifest.close(campaign.id(), campaign.status().word());
        else manifest.reopen(campaign.id());
        return store.archive(campaign.id(), false);
    }

    // For later rooms

    /**
     * Moves a campaign whose row is locked, and opens or halts its gate: once a pause is committed, nothing of the campaign
     * is submitted. When a campaign ends, everything that is still planned is cancelled.
     */
    public Campaign move(Campaign campaign, Status to, @Nullable String reason) {
        campaign.requireMove(to);
        return become(campaign, to, reason);
    }

    /** The launch itself, from draft or planning. */
    public Campaign launch(Campaign campaign) {
        campaign.requireUnarchived();
        if (!campaign.unlaunched()) campaign.requireMove(Status.ACTIVE);
        return become(campaign, Status.ACTIVE, null);
    }

    /** Undoes a launch that has not sent anything: the campaign gets back the status before it. */
    public Campaign undoLaunch(Campaign campaign, Status before) {
        if (!campaign.active()) throw Refused.conflict("undo_expired", "This launch can no longer be undone.");
        return become(campaign, before, null);
    }

    private Campaign become(Campaign campaign, Status to, @Nullable String reason) {
        var after = store.move(campaign.id(), to, reason);
        gates.halt(campaign.id(), to != Status.ACTIVE && !after.unlaunched());
        changes.record(
                after,
                Map.of("status", campaign.status()),
                reason == null ? Map.of("status", to) : Map.of("status", to, "reason", reason));
        // The rooms close what they have planned before its ledger rows are cancelled: otherwise a mailing that loses
        // its
        // rows would count as sent.
        changes.moved(after, campaign.status());
        if (after.closed()) {
            ledger.cancelCampaign(
                    campaign.id(), "the campaign was " + (to == Status.CANCELLED ? "canceled" : to.word()));
            manifest.close(campaign.id(), to.word());
        }
        return after;
    }
}
