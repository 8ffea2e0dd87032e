package io.fanfare.audience;

import io.fanfare.delivery.TrackedEvent;
import io.fanfare.delivery.Tracking;
import io.fanfare.delivery.UnsubscribedEvent;
import io.fanfare.kernel.Now;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What readers do with their mails becomes part of their story. */
@Component
class ContactListener {
    private final ContactHistory history;
    private final ContactStore store;
    private final Now now;

    ContactListener(ContactHistory history, ContactStore store, Now now) {
        this.history = history;
        this.store = store;
        this.now = now;
    }

    @EventListener
    void tracked(TrackedEvent event) {
        if (!event.hit().human()) return;
        String kind = event.hit().kind() == Tracking.Kind.OPEN ? "opened" : "clicked";
        history.happened(event.delivery(), kind, event.hit().at(), null);
    }

    @EventListener
    void revised(TrackedEvent.Revised event) {
        var mail = event.delivery();
        store.withAddress(mail.target())
                .ifPresent(contact -> store.unremember(contact, "clicked", mail.itemId(), event.hits()));
    }

    /** The link may be followed again and again; it is told once of each mailing. */
    @EventListener
    void unsubscribed(UnsubscribedEvent event) {
        var mail = event.delivery();
        boolean known = store.withAddress(mail.target())
                .filter(contact -> store.remembers(contact, "unsubscribed", mail.itemId()))
                .isPresent();
        if (!known) history.happened(mail, "unsubscribed", now.instant(), null);
    }
}
