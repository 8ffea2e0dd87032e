package io.fanfare.launch;

import io.fanfare.activity.Notifications;
import io.fanfare.campaign.Campaign;
import io.fanfare.campaign.CampaignEvent;
import io.fanfare.campaign.Campaigns;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Ready;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Subject;
import io.fanfare.outbox.CampaignOutbox;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Sends everything of a campaign now, whatever its time. */
@RestController
@RequestMapping("/api/campaigns/{id}")
class Publications {
    private final LaunchStore store;
    private final Campaigns campaigns;
    private final CampaignOutbox outbox;
    private final Notifications notifications;
    private final Audit audit;
    private final Ready ready;
    private final Now now;

    Publications(
            LaunchStore store,
            Campaigns campaigns,
            CampaignOutbox outbox,
            Notifications notifications,
            Audit audit,
            Ready ready,
            Now now) {
        this.store = store;
        this.campaigns = campaigns;
        this.outbox = outbox;
        this.notifications = notifications;
        this.audit = audit;
        this.ready = ready;
        this.now = now;
    }

    /** Publishes after this many seconds (default: 0), so that a person can undo it. */
    record Publication(@Nullable @Min(0) @Max(60) Integer undoSeconds) {}

    /** How many posts and mailings are sent now, and how many stay planned for later. */
    record Published(UUID campaignId, int planned, int later) {}

    /**
     * Publishes everything that is planned now, whatever its time. Before the start date of a campaign that is not launched yet,
     * only what is planned before that date is published; the rest, and mailings without a time, stay planned. Returns 202 with
     * {@code planned}, the number of posts and mailings that are sent now, and {@code later}, the number that stay planned; 409
     * {@code not_approved} with {@code blockers[]} if a scope is not approved. With {@code undoSeconds}, nothing changes for that
     * long, and {@code undoPublishCampaign} takes it back; what is approved then is published.
     */
    @PostMapping("/publish")
    @Allow("content.publish")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Published publishCampaign(
            @PathVariable UUID id, @RequestBody(required = false) @Valid @Nullable Publication request) {
        var start = start(campaigns.hold(id));
        int seconds = request == null || request.undoSeconds() == null ? 0 : request.undoSeconds();
        var sent = seconds == 0 ? outbox.sendAll(id, start) : outbox.sendable(id, start);
        if (seconds > 0) {
            var at = now.instant().plusSeconds(seconds);
            store.publishAt(id, at);
            ready.mark(LaunchJobs.LANE, at);
        }
        return new Published(id, sent.now(), sent.later());
    }

    /** Takes {@code publishCampaign} back before anything is sent; 409 {@code undo_expired} after that. */
    @PostMapping("/undo-publish")
    @Allow("content.publish")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void undoPublishCampaign(@PathVariable UUID id) {
        campaigns.get(id);
        if (!store.forgetPublication(id))
            throw Refused.conflict(
                    "undo_expired", "This can no longer be undone. Pause the campaign to stop what is not sent yet.");
    }

    /** Publishes a campaign whose time to undo it has passed. */
    void publish(UUID id) {
        if (store.forgetPublication(id)) outbox.sendAll(id, start(campaigns.get(id)));
    }

    /** It can't be published: something was paused or changed within these seconds, so a person decides again. */
    void refuse(UUID id, String reason) {
        if (!store.forgetPublication(id)) return;
        var campaign = campaigns.get(id);
        var subject = new Subject("campaign", id, campaign.name(), id);
        audit.record("campaignNotPublished", subject, null, Map.of("reason", reason));
        notifications.notify(
                List.of(campaign.ownerId()),
                "campaign_not_published",
                "Nothing was sent: " + campaign.name(),
                reason,
                subject);
    }

    /** The start of a campaign that is not launched yet, if it is in the future. */
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
                if (campaign.closed()) store.forgetPublication(campaign.id());
            }
            case CampaignEvent.Destroyed(var id) -> store.forgetPublication(id);
        }
    }
}
