package io.fanfare.integration;

import io.fanfare.activity.Notifications;
import io.fanfare.integration.FlowRun.State;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Live;
import io.fanfare.kernel.Ready;
import io.fanfare.kernel.Subject;
import io.fanfare.kernel.Topic;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells of runs: the browsers of the workspace, the audit trail, and the person who started one that needs them. */
@Component
class FlowEvents {
    private final Live live;
    private final Audit audit;
    private final Notifications notifications;
    private final Ready ready;

    FlowEvents(Live live, Audit audit, Notifications notifications, Ready ready) {
        this.live = live;
        this.audit = audit;
        this.notifications = notifications;
        this.ready = ready;
    }

    void changed(UUID run) {
        live.changed(Topic.SETTINGS, "flow_run", run, null);
    }

    void due() {
        ready.mark(FlowLane.NAME, Instant.EPOCH);
    }

    void finished(FlowRun.Row run, State state, @Nullable String reason) {
        var subject = Subject.of("flow_run", run.id(), run.name());
        var after = new LinkedHashMap<String, Object>();
        after.put("state", state);
        if (reason != null) after.put("reason", reason);
        audit.record("flowRunFinished", subject, null, after);
        if (state == State.NEEDS_ATTENTION)
            notifications.notify(
                    Set.of(run.personId()),
                    "integration_failing",
                    run.name() + " needs your attention",
                    (reason == null ? "" : reason + " ")
                            + "Look at the run, check at the service, and say what happened.",
                    subject);
    }
}
