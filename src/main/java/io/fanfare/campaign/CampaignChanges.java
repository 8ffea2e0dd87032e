package io.fanfare.campaign;

import io.fanfare.activity.Notifications;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Live;
import io.fanfare.kernel.Subject;
import io.fanfare.kernel.Topic;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Reports a change of a campaign: to the audit trail, to later rooms and to live updates. */
@Component
class CampaignChanges {
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final Notifications notifications;
    private final Live live;

    CampaignChanges(Audit audit, ApplicationEventPublisher events, Notifications notifications, Live live) {
        this.audit = audit;
        this.events = events;
        this.notifications = notifications;
        this.live = live;
    }

    /** Records what changed; {@code before} is null for a new campaign. */
    void record(Campaign campaign, @Nullable Object before, Object after) {
        audit.record(subject(campaign), before, after);
        live.changed(Topic.CAMPAIGNS, "campaign", campaign.id(), campaign.version());
        live.changed(Topic.CAMPAIGN.of(campaign.id()), "campaign", campaign.id(), campaign.version());
    }

    void created(Campaign campaign, CampaignDetails asked) {
        record(campaign, null, CampaignDetails.of(campaign));
        events.publishEvent(new NewCampaignEvent(
                campaign.id(),
                campaign.startDate(),
                Boolean.TRUE.equals(asked.generateTimeline()),
                asked.templateId(),
                Objects.requireNonNullElse(asked.templateValues(), Map.of())));
    }

    void budgeted(Campaign campaign) {
        events.publishEvent(new BudgetEvent(campaign.id()));
    }

    /** The campaign has a new status: later rooms act on it, and its owner is notified if someone else changed it. */
    void moved(Campaign campaign, Campaign.Status from) {
        events.publishEvent(new CampaignEvent.Moved(campaign, from));
        var actor = Current.get().actor();
        if (campaign.ownerId().equals(actor.personId())) return;
        boolean resumed = from == Campaign.Status.PAUSED;
        String change =
                switch (campaign.status()) {
                    case ACTIVE -> resumed ? "resumed" : "launched";
                    case PAUSED -> "paused";
                    case COMPLETED -> "completed";
                    case CANCELLED -> "cancelled";
                    case DRAFT, PLANNING -> "";
                };
        if (change.isEmpty()) return;
        String word = campaign.status() == Campaign.Status.CANCELLED ? "canceled" : change;
        String reason = campaign.statusReason() == null ? "." : ": " + campaign.statusReason();
        notifications.notify(
                List.of(campaign.ownerId()),
                "campaign_" + change,
                "Campaign " + word + ": " + campaign.name(),
                actor.name() + " " + word + " the campaign" + reason,
                subject(campaign));
    }

    void destroyed(Campaign campaign) {
        events.publishEvent(new CampaignEvent.Destroyed(campaign.id()));
        audit.record(subject(campaign), CampaignDetails.of(campaign), null);
        live.changed(Topic.CAMPAIGNS, "campaign", campaign.id(), null);
    }

    private static Subject subject(Campaign campaign) {
        return new Subject("campaign", campaign.id(), campaign.name(), campaign.id(), campaign.version());
    }
}
