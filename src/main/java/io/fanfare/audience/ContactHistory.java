package io.fanfare.audience;

import io.fanfare.audience.ContactStore.StoredEvent;
import io.fanfare.delivery.Delivery;
import io.fanfare.delivery.Ledger;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.AuditClass;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Operations;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Subject;
import io.fanfare.kernel.Tool;
import io.fanfare.kernel.files.Imports;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The history of contacts: mails, opens, clicks, purchases and visits. */
@RestController
@RequestMapping("/api/contacts")
class ContactHistory {
    private static final int LONGEST_STORY = 200;

    private final ContactStore store;
    private final Suppressions suppressions;
    private final Ledger deliveries;
    private final Operations operations;
    private final Audit audit;
    private final Imports imports;
    private final Now now;
    private final ObjectProvider<Contacts.Titles> titles;

    ContactHistory(
            ContactStore store,
            Suppressions suppressions,
            Ledger deliveries,
            Operations operations,
            Audit audit,
            Imports imports,
            Now now,
            ObjectProvider<Contacts.Titles> titles) {
        this.store = store;
        this.suppressions = suppressions;
        this.deliveries = deliveries;
        this.operations = operations;
        this.audit = audit;
        this.imports = imports;
        this.now = now;
        this.titles = titles;
    }

    /** A contact with its history, newest first, at most 200 entries. */
    record ContactWithHistory(
            UUID id,
            @Nullable String email,
            @Nullable String firstName,
            @Nullable String lastName,
            @Nullable String timeZone,
            @Nullable String locale,
            List<String> tags,
            Map<String, @Nullable Object> attributes,
            Contact.Status status,
            int version,
            Instant createdAt,
            Instant updatedAt,
            List<HistoryEntry> story,
            List<String> can) {}

    /**
     * An event in a contact's history: {@code created}, {@code imported}, {@code received}, {@code opened}, {@code clicked},
     * {@code bought}, {@code visited}, {@code unsubscribed}, {@code suppressed}. {@code subject} is the item it is about.
     */
    record HistoryEntry(
            Instant at,
            String kind,
            @Nullable String title,
            @Nullable HistorySubject subject,
            @Nullable UUID campaignId,
            @Nullable String detail) {}

    /** The item that an event is about. */
    record HistorySubject(String kind, UUID id) {}

    /** An event of a contact outside Fanfare. {@code at} defaults to now and can't be in the future. */
    record NewEvent(
            @NotNull Kind kind,
            @Nullable Instant at,
            @Nullable @Size(max = 500) String detail) {
        /** A purchase, or a visit to the website. */
        enum Kind {
            BOUGHT,
            VISITED
        }
    }

    /** The stored event. */
    record ContactEvent(
            UUID id,
            NewEvent.Kind kind,
            Instant at,
            @Nullable String detail) {}

    /** Reads a contact with its history: mails received, opens, clicks, unsubscribes, imports. */
    @GetMapping("/{id}")
    @Tool(Tool.Set.EMAIL)
    @Allow(value = "contact.read", audited = AuditClass.ACCESS)
    ContactWithHistory readContact(@PathVariable UUID id) {
        var c = store.read(id);
        return new ContactWithHistory(
                c.id(),
                c.email(),
                c.firstName(),
                c.lastName(),
                c.timeZone(),
                c.locale(),
                c.tags(),
                c.attributes(),
                c.status(),
                c.version(),
                c.createdAt(),
                c.updatedAt(),
                story(c),
                Contacts.permitted(operations));
    }

    private List<HistoryEntry> story(Contact contact) {
        var lines = new ArrayList<HistoryEntry>();
        lines.add(new HistoryEntry(contact.createdAt(), "created", null, null, null, null));
        store.importOf(contact.id())
                .flatMap(imports::file)
                .ifPresent(file -> lines.add(new HistoryEntry(file.at(), "imported", file.name(), null, null, null)));
        String target = contact.target();
        if (target != null) mailed(lines, target);
        for (var event : store.events(contact.id(), LONGEST_STORY))
            lines.add(new HistoryEntry(
                    event.at(),
                    event.kind(),
                    null,
                    event.itemKind() == null || event.itemId() == null
                            ? null
                            : new HistorySubject(event.itemKind(), event.itemId()),
                    event.campaignId(),
                    event.detail()));
        lines.sort(Comparator.comparing(HistoryEntry::at).reversed());
        return titled(lines.subList(0, Math.min(LONGEST_STORY, lines.size())));
    }

    private void mailed(List<HistoryEntry> lines, String target) {
        suppressions
                .of(target)
                .ifPresent(s -> lines.add(new HistoryEntry(
                        s.at(),
                        "suppressed",
                        null,
                        null,
                        null,
                        s.reason().name().toLowerCase(Locale.ROOT))));
        for (var mail : deliveries.toTarget("email", target, LONGEST_STORY))
            if (mail.submittedAt() != null)
                lines.add(new HistoryEntry(
                        mail.submittedAt(),
                        "received",
                        null,
                        new HistorySubject(mail.itemKind(), mail.itemId()),
                        mail.campaignId(),
                        mail.state().name().toLowerCase(Locale.ROOT)));
    }

    private List<HistoryEntry> titled(List<HistoryEntry> lines) {
        var names = new HashMap<HistorySubject, String>();
        titles.stream().forEach(room -> {
            var ids = lines.stream()
                    .map(HistoryEntry::subject)
                    .filter(Objects::nonNull)
                    .filter(subject -> subject.kind().equals(room.kind()))
                    .map(HistorySubject::id)
                    .distinct()
                    .toList();
            if (!ids.isEmpty())
                room.titles(ids).forEach((id, title) -> names.put(new HistorySubject(room.kind(), id), title));
        });
        return lines.stream()
                .map(line -> line.subject() == null
                        ? line
                        : new HistoryEntry(
                                line.at(),
                                line.kind(),
                                names.get(line.subject()),
                                line.subject(),
                                line.campaignId(),
                                line.detail()))
                .toList();
    }

    /**
     * Records that a contact bought something or visited the website, for the segment rules {@code event.bought} and {@code
     * event.visited}. Opens and clicks are recorded by the mails themselves.
     */
    @PostMapping("/{id}/events")
    @ResponseStatus(HttpStatus.CREATED)
    @Allow("contact.write")
    ContactEvent recordContactEvent(@PathVariable UUID id, @RequestBody @Valid NewEvent request) {
        var contact = store.read(id);
        Instant moment = now.instant();
        Instant at = request.at() == null ? moment : request.at();
        if (at.isAfter(moment.plus(Duration.ofMinutes(5)))) throw Refused.invalid("at", "must not be in the future");
        var event = new StoredEvent(
                Ids.next(), request.kind().name().toLowerCase(Locale.ROOT), at, null, null, null, request.detail());
        store.recordEvent(contact.id(), event);
        audit.record(new Subject(Contacts.KIND, id, null, null), null, Map.of("kind", event.kind(), "at", at));
        return new ContactEvent(event.id(), request.kind(), at, request.detail());
    }

    /** Records what a recipient did with a mail, if the recipient is a contact. */
    void record(Delivery mail, String kind, Instant at, @Nullable String detail) {
        store.withAddress(mail.target())
                .ifPresent(contact -> store.recordEvent(
                        contact,
                        new StoredEvent(
                                Ids.next(), kind, at, mail.itemKind(), mail.itemId(), mail.campaignId(), detail)));
    }
}
