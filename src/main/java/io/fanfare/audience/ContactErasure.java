package io.fanfare.audience;

import io.fanfare.activity.Erasure;
import io.fanfare.delivery.Ledger;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Subject;
import io.fanfare.kernel.files.Imports;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Erases contacts: the right to be forgotten. */
@RestController
@RequestMapping("/api/contacts")
class ContactErasure {
    private final ContactStore store;
    private final Suppressions suppressions;
    private final Ledger deliveries;
    private final Erasure erasure;
    private final Audit audit;
    private final Imports imports;
    private final Now now;
    private final ObjectProvider<Contacts.AddressUses> named;

    ContactErasure(
            ContactStore store,
            Suppressions suppressions,
            Ledger deliveries,
            Erasure erasure,
            Audit audit,
            Imports imports,
            Now now,
            ObjectProvider<Contacts.AddressUses> named) {
        this.store = store;
        this.suppressions = suppressions;
        this.deliveries = deliveries;
        this.erasure = erasure;
        this.audit = audit;
        this.imports = imports;
        this.now = now;
        this.named = named;
    }

    /** The result of an erasure. */
    record ErasureResult(UUID contactId, Instant erasedAt, ErasedRows rows, boolean suppressionKept) {}

    /** The number of rows erased or changed, by kind. */
    record ErasedRows(int contacts, int events, int mailings, int deliveries, int capturedMails, int auditEntries) {}

    /**
     * Permanently erases a contact: the contact, its history, its address and fields in the ledger, captured mails, rejected
     * rows of imports with its address, and all personal text about it in the audit trail. Mails not sent yet are cancelled. The address is removed from the recipients of
     * mailings; a mailing that was not sent yet then needs another review of {@code schedule}. The audit chain stays valid,
     * because it seals only hashes of personal text. If the address was suppressed, its salted hash is kept, so that a later
     * import does not send mail to it again. The response counts what was erased, and the audit trail records it.
     */
    @DeleteMapping("/{id}")
    @Allow("contact.write")
    ErasureResult eraseContact(@PathVariable UUID id) {
        var contact = store.hold(id);
        String target = contact.target();
        int mailings = target == null
                ? 0
                : named.stream().mapToInt(room -> room.forget(target)).sum();
        var ledger = target == null ? new Ledger.Erasure(List.of(), 0) : deliveries.erase("email", target);
        int events = store.forgetEvents(id);
        if (target != null) imports.forget(target);
        store.delete(id);
        var suppression = target == null ? Optional.<UUID>empty() : suppressions.veil(target);
        var subjects = new ArrayList<>(ledger.deliveries());
        subjects.add(id);
        suppression.ifPresent(subjects::add);
        var names = Stream.of(contact.email(), contact.firstName(), contact.lastName())
                .filter(Objects::nonNull)
                .toList();
        int words = erasure.erase(subjects) + erasure.eraseSearches(names);
        var rows = new ErasedRows(1, events, mailings, ledger.deliveries().size(), ledger.capturedMails(), words);
        var erased = new ErasureResult(id, now.instant(), rows, suppression.isPresent());
        audit.record(new Subject(Contacts.KIND, id, null, null), null, erased);
        return erased;
    }
}
