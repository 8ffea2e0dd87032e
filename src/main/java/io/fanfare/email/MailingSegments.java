package io.fanfare.email;

import io.fanfare.audience.Contacts;
import io.fanfare.audience.SegmentEvent;
import io.fanfare.audience.Segments;
import io.fanfare.creative.CreativeEvent;
import io.fanfare.identity.WorkspaceEvent;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What earlier rooms ask about mailings, and tell them. */
@Component
class MailingSegments implements Segments.Uses, Contacts.Titles, Contacts.Named {
    private final MailingStore store;
    private final Mailings mailings;

    MailingSegments(MailingStore store, Mailings mailings) {
        this.store = store;
        this.mailings = mailings;
    }

    @Override
    public List<String> plannedFor(UUID segmentId) {
        return store.plannedFor(segmentId).stream().map(Mailing::name).toList();
    }

    @Override
    public int forget(String address) {
        return mailings.forget(address);
    }

    @Override
    public String kind() {
        return Mailings.KIND;
    }

    @Override
    public Map<UUID, String> titles(Collection<UUID> ids) {
        return store.list(ids).stream().collect(Collectors.toMap(Mailing::id, Mailing::name));
    }

    @EventListener
    void changed(CreativeEvent event) {
        mailings.creativeChanged(event.creative(), event instanceof CreativeEvent.Archived);
    }

    @EventListener
    void changed(WorkspaceEvent event) {
        if (!Letterhead.of(event.before()).equals(Letterhead.of(event.after()))) mailings.workspaceChanged();
    }

    @EventListener
    void changed(SegmentEvent event) {
        mailings.segmentChanged(event.segment().id());
    }
}
