package io.fanfare.audience;

import io.fanfare.delivery.TrackedEvent;
import io.fanfare.delivery.Tracking;
import io.fanfare.delivery.UnsubscribedEvent;
import io.fanfare.kernel.Now;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Records what recipients do with their mails in the history of the contact. */
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
        history.record(event.delivery(), kind, event.hit().at(), null);
    }

    @EventListener
    void revised(TrackedEvent.Revised event) {
        var mail = event.delivery();
        store.withAddress(mail.target())
                .ifPresent(contact -> store.deleteEvents(contact, "clicked", mail.itemId(), event.hits()));
    }

    /** The link can be opened many times; the history has one entry per mailing. */
    @EventListener
    void unsubscribed(UnsubscribedEvent event) {
        var mail = event.delivery();
        boolean recorded = store.withAddress(mail.target())
                .filter(contact -> store.hasEvent(contact, "unsubscribed", mail.itemId()))
                .isPresent();
        if (!recorded) history.record(mail, "unsubscribed", now.instant(), null);
    }
}
