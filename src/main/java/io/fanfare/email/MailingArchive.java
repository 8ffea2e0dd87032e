package io.fanfare.email;

import io.fanfare.email.Mailing.Status;
import io.fanfare.email.MailingItems.PlannedSending;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Tool;
import io.fanfare.outbox.Outbox;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Archives and restores mailings, and takes back their time. */
@RestController
@RequestMapping("/api/email/{id}")
class MailingArchive {
    private final MailingStore store;
    private final Outbox outbox;
    private final MailingItems items;
    private final MailingResponses responses;
    private final MailingExpansion expansion;
    private final Now now;

    MailingArchive(
            MailingStore store,
            Outbox outbox,
            MailingItems items,
            MailingResponses responses,
            MailingExpansion expansion,
            Now now) {
        this.store = store;
        this.outbox = outbox;
        this.items = items;
        this.responses = responses;
        this.expansion = expansion;
        this.now = now;
    }

    /** Archives a mailing; an unsent one is cancelled. A mailing that is being sent must be cancelled first. */
    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Allow("content.write")
    void archiveMailing(@PathVariable UUID id) {
        var mailing = outbox.lock(store, id);
        if (mailing.archived()) return;
        mailing.requires("archiveMailing");
        store.archive(id, true);
        if (mailing.status() == Status.DRAFT || mailing.status() == Status.SCHEDULED) {
            outbox.remove(mailing);
            store.move(id, Status.CANCELLED);
        }
        outbox.changed(mailing, Map.of("archived", false), Map.of("archived", true));
    }

    /**
     * Restores a mailing that was archived, or cancelled before it was sent, as it was: a scheduled one with its time. If that
     * time has passed, it is a draft without a time, so that nothing is sent automatically. It counts as approved only if exactly
     * this content and schedule were approved.
     */
    @PostMapping("/restore")
    @Allow("content.write")
    Mailing restoreMailing(@PathVariable UUID id) {
        var before = outbox.lock(store, id, "restoreMailing");
        boolean launched = !outbox.requireOpen(before).unlaunched();
        switch (store.before(id)) {
            case DRAFT, SCHEDULED, PAUSED -> reopen(before, launched);
            case SENDING, SENT, CANCELLED -> store.archive(id, false);
        }
        var after = store.get(id);
        outbox.changed(
                after,
                Map.of("archived", before.archived(), "status", before.status()),
                Map.of("archived", false, "status", after.status()));
        return responses.of(after);
    }

    private void reopen(Mailing before, boolean launched) {
        UUID id = before.id();
        var at = before.scheduledFor();
        if (at != null && !at.isAfter(now.instant())) {
            store.reopen(id, Status.DRAFT, put(before, PlannedSending.NEVER));
            store.unschedule(id);
            return;
        }
        store.reopen(id, store.before(id), put(before, PlannedSending.of(before)));
        if (at != null && launched) expansion.mark(at);
    }

    /** Takes back the time of a scheduled mailing: it is a draft again, and nothing is sent. */
    @PostMapping("/unschedule")
    @Tool(value = Tool.Set.EMAIL, destructive = true)
    @Allow("content.write")
    Mailing unscheduleMailing(@PathVariable UUID id) {
        var before = outbox.lock(store, id, "unscheduleMailing");
        outbox.requireOpen(before);
        store.reopen(id, Status.DRAFT, put(before, PlannedSending.NEVER));
        store.unschedule(id);
        var after = store.get(id);
        outbox.moved(before, after);
        return responses.of(after);
    }

    private String put(Mailing mailing, PlannedSending when) {
        return items.put(mailing.campaignId(), mailing.id(), mailing.details(), when, MailingItems.following(mailing));
    }
}
