package io.fanfare.advisor;

import io.fanfare.campaign.Campaign;
import io.fanfare.campaign.Campaign.Status;
import io.fanfare.campaign.CampaignChecks;
import io.fanfare.kernel.Check;
import io.fanfare.kernel.Operations;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The checks of all rooms about a campaign, ranked: the one list by which a campaign is judged. */
@Component
public class CheckList {
    private final List<CampaignChecks> rooms;
    private final Operations operations;

    CheckList(List<CampaignChecks> rooms, Operations operations) {
        this.rooms = rooms;
        this.operations = operations;
    }

    /** The checks of every room, blockers first. */
    public List<Check> of(Campaign campaign) {
        var checks = collected(campaign);
        checks.sort(Stage.of(campaign, checks).order());
        return checks;
    }

    /** When time alone may next change what the checks find. */
    public Optional<Instant> turn(Campaign campaign, Instant now) {
        return rooms.stream()
                .flatMap(room -> room.turns(campaign))
                .filter(now::isBefore)
                .min(Comparator.naturalOrder());
    }

    /** The same with the next step of the campaign itself, and its stage. */
    Advice advice(Campaign campaign) {
        return advice(campaign, of(campaign));
    }

    /** The same for checks that are known already. */
    Advice advice(Campaign campaign, List<Check> known) {
        var checks = new ArrayList<>(known);
        var stage = Stage.of(campaign, checks);
        checks.addAll(nextSteps(campaign, checks.stream().anyMatch(Check::blocks)));
        checks.sort(stage.order());
        return new Advice(stage, checks);
    }

    private List<Check> collected(Campaign campaign) {
        var checks = new ArrayList<Check>();
        rooms.forEach(room -> checks.addAll(room.of(campaign)));
        return checks;
    }

    /** What moves the campaign itself forward: until it ends, there is always a next step. */
    private List<Check> nextSteps(Campaign campaign, boolean blocked) {
        var about = new Check.About("launch", campaign.id());
        var id = Map.of("id", campaign.id());
        var evidence = evidence(campaign);
        if (campaign.archived())
            return campaign.closed()
                    ? List.of()
                    : List.of(Check.warning(
                                    "campaign_archived",
                                    "This campaign is archived",
                                    "Nothing is sent from an archived campaign. Restore it to continue.",
                                    about,
                                    operations.fix("changeCampaign", id, Map.of("archived", false)))
                            .with(evidence));
        return switch (campaign.status()) {
            case DRAFT, PLANNING ->
                blocked
                        ? List.of()
                        : List.of(Check.suggestion(
                                        "launch_ready",
                                        "Launch the campaign",
                                        "What is approved goes out at its scheduled time once you launch.",
                                        about,
                                        operations.fix("launchCampaign", id, Map.of()))
                                .with(evidence)
                                .permanent());
            case PAUSED ->
                List.of(Check.warning(
                                "campaign_paused",
                                "This campaign is paused",
                                "Nothing is sent while it is paused" + reason(campaign)
                                        + ". Overdue items are sent when you resume it.",
                                about,
                                operations.fix("resumeCampaign", id, Map.of()))
                        .with(evidence)
                        .permanent());
            case ACTIVE ->
                List.of(Check.suggestion(
                                "campaign_running",
                                "Follow the campaign",
                                "The campaign is running. See what was sent and what is next.",
                                about,
                                operations.fix("readCampaignStatus", id, null))
                        .with(evidence)
                        .permanent());
            case COMPLETED, CANCELLED -> List.of();
        };
    }

    private static String reason(Campaign campaign) {
        return campaign.statusReason() == null || campaign.statusReason().isBlank()
                ? ""
                : " (" + campaign.statusReason() + ")";
    }

    private static Map<String, Object> evidence(Campaign campaign) {
        var evidence = new LinkedHashMap<String, Object>();
        evidence.put("status", campaign.status().word());
        if (campaign.status() == Status.PAUSED && campaign.statusReason() != null)
            evidence.put("reason", campaign.statusReason());
        return evidence;
    }
}
