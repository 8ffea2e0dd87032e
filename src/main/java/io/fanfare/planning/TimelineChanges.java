package io.fanfare.planning;

import io.fanfare.campaign.Campaign;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Live;
import io.fanfare.kernel.Subject;
import io.fanfare.kernel.Topic;
import io.fanfare.planning.TimelineStore.Day;
import java.util.ArrayList;
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
        var days = new ArrayList<Day>();
        for (int task = 0; task < plan.network().size(); task++)
            days.add(new Day(
                    plan.id(task),
                    plan.earliestStart(task),
                    plan.end(plan.path().earliestFinish(task)),
                    plan.path().critical(task)));
        store.setDays(days);
        var campaign = plan.given().campaign();
        audit.record(subject(campaign), before, after);
        live.changed(
                Topic.TIMELINE.of(campaign.id()),
                "timeline",
                campaign.id(),
                plan.given().timeline().version());
        live.changed(Topic.TASKS, "timeline", campaign.id(), null);
    }

    private static Subject subject(Campaign campaign) {
        return new Subject("timeline", campaign.id(), campaign.name(), campaign.id());
    }
}
