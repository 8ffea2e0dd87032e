package io.fanfare.activity;

import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Live;
import io.fanfare.kernel.Topic;
import java.util.Set;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Tells browsers that the audience or the settings of a workspace changed, from what the audit trail records. A change names no
 * id, so many of them at once are sent as one.
 */
@Component
class RecordedChanges {
    private static final Set<String> AUDIENCE = Set.of("contact", "segment", "suppression");
    private static final Set<String> SETTINGS =
            Set.of("member", "invitation", "brand", "credential", "api_key", "agent", "workspace", "webhook");

    private final Live live;

    RecordedChanges(Live live) {
        this.live = live;
    }

    @EventListener
    void publish(Audit.Event event) {
        String kind = event.subject().kind();
        if (AUDIENCE.contains(kind)) live.changed(Topic.AUDIENCE, kind, null, null);
        if (SETTINGS.contains(kind)) live.changed(Topic.SETTINGS, kind, null, null);
    }
}
