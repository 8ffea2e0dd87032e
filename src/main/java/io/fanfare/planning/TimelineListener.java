package io.fanfare.planning;

import io.fanfare.campaign.NewCampaignEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Makes the timeline of a new campaign that asks for one. */
@Component
class TimelineListener {
    private final TimelineCreation creation;

    TimelineListener(TimelineCreation creation) {
        this.creation = creation;
    }

    @EventListener
    void created(NewCampaignEvent event) {
        var start = event.startDate();
        if (!event.generateTimeline() || start == null) return;
        creation.create(event.campaignId(), new NewTimeline(null, null, start, null, null, null, null));
    }
}
