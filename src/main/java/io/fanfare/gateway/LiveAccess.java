package io.fanfare.gateway;

import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Live;
import java.util.Set;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Has open connections checked again, on all nodes, when a member, an API key or a person's password changes. */
@Component
class LiveAccess {
    private static final Set<String> SUBJECTS = Set.of("member", "api_key", "person");

    private final Live live;

    LiveAccess(Live live) {
        this.live = live;
    }

    @EventListener
    void recorded(Audit.Event event) {
        if (SUBJECTS.contains(event.subject().kind())) live.accessChanged();
    }
}
