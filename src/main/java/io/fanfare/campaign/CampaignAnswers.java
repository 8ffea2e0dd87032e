package io.fanfare.campaign;

import io.fanfare.approval.Manifest;
import io.fanfare.approval.Manifest.Progress;
import io.fanfare.identity.Members;
import io.fanfare.kernel.Operations;
import io.fanfare.kernel.Sql;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Adds to campaigns what is derived: phase, owner name and what the caller may do. */
@Component
class CampaignAnswers {
    private final Manifest manifest;
    private final Members members;
    private final Operations operations;

    CampaignAnswers(Manifest manifest, Members members, Operations operations) {
        this.manifest = manifest;
        this.members = members;
        this.operations = operations;
    }

    CampaignAnswer of(Campaign campaign) {
        return of(List.of(campaign)).getFirst();
    }

    List<CampaignAnswer> of(List<Campaign> campaigns) {
        if (campaigns.isEmpty()) return List.of();
        return of(
                campaigns,
                progress(campaigns.stream().map(Campaign::id).toList()).get());
    }

    /** With progress that was read before. */
    CampaignAnswer of(Campaign campaign, Map<UUID, Progress> progress) {
        return of(List.of(campaign), progress).getFirst();
    }

    private List<CampaignAnswer> of(List<Campaign> campaigns, Map<UUID, Progress> progress) {
        var names = members.people(campaigns.stream().map(Campaign::ownerId).collect(Collectors.toSet()));
        return campaigns.stream()
                .map(campaign -> CampaignAnswer.of(
                        campaign,
                        phase(campaign, progress.getOrDefault(campaign.id(), Progress.NO_STRATEGY)),
                        names.getOrDefault(campaign.ownerId(), "Former member"),
                        operations.permitted(campaign.moves())))
                .toList();
    }

    Sql.Companion<?, Map<UUID, Progress>> progress(List<UUID> campaigns) {
        return manifest.progress(campaigns);
    }

    String phase(Campaign campaign) {
        var progress = progress(List.of(campaign.id())).get();
        return phase(campaign, progress.getOrDefault(campaign.id(), Progress.NO_STRATEGY));
    }

    private static String phase(Campaign campaign, Progress progress) {
        return phase(campaign.status(), progress);
    }

    static String phase(Campaign.Status status, Progress progress) {
        return switch (status) {
            case COMPLETED -> "done";
            case CANCELLED -> "cancelled";
            case PAUSED -> "paused";
            case ACTIVE -> "running";
            case DRAFT, PLANNING ->
                switch (progress) {
                    case NO_STRATEGY -> "strategy";
                    case NOTHING_PLANNED, UNAPPROVED -> "content";
                    case IN_REVIEW -> "in_review";
                    case APPROVED -> "ready";
                };
        };
    }
}
