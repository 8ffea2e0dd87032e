package io.fanfare.planning;

import io.fanfare.campaign.Campaigns;
import io.fanfare.kernel.Live;
import io.fanfare.kernel.Records;
import io.fanfare.kernel.Topic;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Finds again which tasks are critical, and moves the planned due dates after changes of tasks. Days that only pass move no due date: a
 * task that was not started in time becomes overdue.
 */
@Component
class TimelineMarks {
    /** How many campaigns are refreshed in one go. */
    static final int MOST = 500;

    private final TimelineStore store;
    private final TimelineCases cases;
    private final Campaigns campaigns;
    private final Live live;

    TimelineMarks(TimelineStore store, TimelineCases cases, Campaigns campaigns, Live live) {
        this.store = store;
        this.cases = cases;
        this.campaigns = campaigns;
        this.live = live;
    }

    /** The campaigns whose tasks have changed since their marks were set, or that have none since an instant. */
    List<UUID> outdated(Instant since) {
        return store.outdated(since, MOST);
    }

    void refresh(UUID campaignId) {
        // The same order of locks as a change of the timeline.
        var campaign = campaigns.hold(campaignId);
        var found = store.lock(campaignId);
        if (found.isEmpty()) return;
        var timeline = found.get();
        var given = cases.of(campaign, timeline);
        var today = new TimelinePlan(given);
        var planned = timeline.plannedOn() == null
                ? today
                : new TimelinePlan(Records.with(given, "today", timeline.plannedOn()));
        int changed = store.setDays(TimelineChanges.days(planned, today), given.today());
        store.marked(campaignId);
        if (changed == 0) return;
        live.changed(Topic.TIMELINE.of(campaignId), "timeline", campaignId, timeline.version());
        live.changed(Topic.TASKS, "timeline", campaignId, null);
    }
}
