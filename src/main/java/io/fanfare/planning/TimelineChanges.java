package io.fanfare.planning;

import io.fanfare.campaign.Campaign;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Live;
import io.fanfare.kernel.Subject;
import io.fanfare.kernel.Topic;
import io.fanfare.planning.TimelineStore.Day;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Stores the days of a plan in its tasks, and reports the change. */
@Component
class TimelineChanges {
    private final TimelineStore store;
    private final Audit audit;
    private final Live live;

    TimelineChanges(TimelineStore store, Audit audit, Live live) {
        this.store = store;
        this.audit = audit;
        this.live = live;
    }

    void committed(TimelinePlan plan, @Nullable Object before, Object after) {
        store.setDays(days(plan, plan), null);
        store.planned(plan.given().campaign().id(), plan.given().today());
        var campaign = plan.given().campaign();
        audit.record(subject(campaign), before, after);
        live.changed(
                Topic.TIMELINE.of(campaign.id()),
                "timeline",
                campaign.id(),
                plan.given().timeline().version());
        live.changed(Topic.TASKS, "timeline", campaign.id(), null);
        // The campaign has a timeline from now on.
        if (before == null) live.changed(Topic.CAMPAIGN.of(campaign.id()), "campaign", campaign.id(), null);
    }

    /** The days of each task in one plan, and whether it is critical in another of the same tasks. */
    static List<Day> days(TimelinePlan plan, TimelinePlan now) {
        var days = new ArrayList<Day>();
        for (int task = 0; task < plan.network().size(); task++)
            days.add(new Day(
                    plan.id(task),
                    plan.earliestStart(task),
                    plan.end(plan.path().earliestFinish(task)),
                    now.path().critical(now.position(plan.id(task)))));
        return days;
    }

    private static Subject subject(Campaign campaign) {
        return new Subject("timeline", campaign.id(), campaign.name(), campaign.id());
    }
}
