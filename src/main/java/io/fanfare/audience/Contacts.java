package io.fanfare.audience;

import io.fanfare.activity.Erasure;
import io.fanfare.audience.ContactStore.Happening;
import io.fanfare.audience.Suppression.Reason;
import io.fanfare.delivery.Delivery;
import io.fanfare.delivery.Ledger;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Inputs;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Operations;
import io.fanfare.kernel.Patch;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Slice;
import io.fanfare.kernel.Subject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The people of a workspace: who they are, what they did, whether they may be written to. */
@RestController
@RequestMapping("/api/contacts")
public class Contacts {
    static final String KIND = "contact";
    private static final int LONGEST_STORY = 200;

    private final ContactStore store;
    private final Suppressions suppressions;
    private final Segments segments;
    private final Ledger deliveries;
    private final Erasure erasure;
    private final Operations operations;
    private final Inputs inputs;
    private final Audit audit;
    private final Now now;
    private final ObjectProvider<Titles> titles;
    private final ObjectProvider<Named> named;

    Contacts(
            ContactStore store,
            Suppressions suppressions,
            Segments segments,
            Ledger deliveries,
            Erasure erasure,
            Operations operations,
            Inputs inputs,
            Audit audit,
            Now now,
            ObjectProvider<Titles> titles,
            ObjectProvider<Named> named) {
        this.store = store;
        this.suppressions = suppressions;
        this.segments = segments;
        this.deliveries = deliveries;
        this.erasure = erasure;
        this.operations = operations;
        this.inputs = inputs;
        this.audit = audit;
        this.now = now;
        this.titles = titles;
        this.named = named;
    }

    /** What the things are called that a contact's story names; later rooms answer for their kinds. */
    public interface Titles {
        String kind();

        Map<UUID, String> titles(Collection<UUID> ids);
    }

    /** Where people are named by their address without being contacts; later rooms answer for their things. */
    public interface Named {
        /** Takes an address, in small letters, out of all that names it, and answers how many things that were. */
        int forget(String address);
    }

    /** A contact and their story, newest first, 200 lines at most. */
    record ContactStory(
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
            List<StoryLine> story,
            List<String> can) {}

    /**
     * One thing that happened: {@code created}, {@code imported}, {@code received}, {@code opened}, {@code clicked},
     * {@code bought}, {@code visited}, {@code unsubscribed}, {@code suppressed}. {@code subject} is what it happened with.
     */
    record StoryLine(
            Instant at,
            String kind,
            @Nullable String title,
            @Nullable StorySubject subject,
            @Nullable UUID campaignId,
            @Nullable String detail) {}

    /** What a line is about. */
    record StorySubject(String kind, UUID id) {}

    /** Something that a contact did elsewhere. {@code at} is now unless told, and never later. */
    record NewEvent(
            @NotNull Kind kind,
            @Nullable Instant at,
            @Nullable @Size(max = 500) String detail) {
        /** A purchase, or a visit of the web site. */
        enum Kind {
            BOUGHT,
            VISITED
        }
    }

    /** What is kept of it. */
    record ContactEvent(
            UUID id,
            NewEvent.Kind kind,
            Instant at,
            @Nullable String detail) {}

    /** What was taken away when a contact was erased. */
    record Erased(UUID contactId, Instant erasedAt, ErasedRows rows, boolean suppressionKept) {}

    /** How many rows, by where they lay. */
    record ErasedRows(int contacts, int events, int mailings, int deliveries, int capturedMails, int auditEntries) {}

    /**
     * Lists contacts, newest first. {@code q} holds words: each is found anywhere in e-mail and names, one of a letter or two at
     * the beginning of a name or of the address. {@code tag} is a whole tag, {@code segment} the id of a segment or the key of
     * a built in one. Pass {@code next} as {@code after} for older ones.
     */
    @GetMapping
    @Allow("contact.read")
    Slice<Contact> listContacts(
            @RequestParam @Nullable String q,
            @RequestParam @Nullable String tag,
            @RequestParam Contact.@Nullable Status status,
            @RequestParam @Nullable String segment,
            @RequestParam @Nullable UUID after,
            @RequestParam @Nullable Integer limit) {
        int most = Slice.limit(limit);
        var rows = store.list(new ContactStore.Filter(q, tag, status, rules(segment), after), most + 1);
        var permitted = permitted();
        return Slice.of(rows.stream().map(row -> row.with(permitted)).toList(), most, Contact::id);
    }

    @Nullable
    Rule rules(@Nullable String segment) {
        if (segment == null) return null;
        return segments.named(segment)
                .orElseThrow(() -> Refused.invalid("segment", "names no segment"))
                .rule();
    }

    private List<String> permitted() {
        return operations.permitted(List.of("changeContact", "recordContactEvent", "eraseContact"));
    }

    /**
     * Adds a contact. An address is there once, whatever its case: 409 {@code contact_exists}. If it is suppressed already, the
     * contact has that status; {@code status: "unsubscribed"} suppresses it.
     */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Allow("contact.write")
    Contact createContact(@RequestBody @Valid ContactDetails given) {
        if (given.email() == null) throw Refused.invalid("email", "is missing");
        var details = given.checked();
        refuseTaken(details, null);
        var id = Ids.next();
        store.insert(id, details);
        setStatus(store.read(id), details.status());
        var contact = store.read(id).with(permitted());
        audit.record(subject(contact), null, contact);
        return contact;
    }

    private void refuseTaken(ContactDetails details, @Nullable UUID self) {
        if (details.address() == null) return;
        store.withAddress(details.address()).filter(id -> !id.equals(self)).ifPresent(id -> {
            throw Refused.conflict(
                            "contact_exists", "There is a contact with this address already. Change that one instead.")
                    .with("contactId", id);
        });
    }

    /** A status is what the suppressions say: setting one means to suppress. */
    private void setStatus(Contact contact, Contact.@Nullable Status wanted) {
        if (wanted == null || wanted == contact.status()) return;
        switch (wanted) {
            case UNSUBSCRIBED -> {
                if (contact.email() == null)
                    throw Refused.unprocessable("contact_without_email", "No address is known that could unsubscribe.");
                if (contact.status() == Contact.Status.ACTIVE)
                    suppressions.suppress(contact.email(), Reason.UNSUBSCRIBED, "contact " + contact.id());
            }
            case ACTIVE ->
                throw Refused.conflict(
                        "contact_suppressed",
                        "The address is suppressed. Lift its suppression when its owner has asked for mail again.");
            case BOUNCED, COMPLAINED, SUPPRESSED ->
                throw Refused.invalid("status", "can be set to active or unsubscribed; the others follow from mail");
        }
    }

    /** Reads one contact and their story: mails received, opens, clicks, unsubscribes, imports. */
    @GetMapping("/{id}")
    @Allow("contact.read")
    ContactStory readContact(@PathVariable UUID id) {
        var c = store.read(id);
        return new ContactStory(
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
                permitted());
    }

    private List<StoryLine> story(Contact contact) {
        var lines = new ArrayList<StoryLine>();
        lines.add(new StoryLine(contact.createdAt(), "created", null, null, null, null));
        store.imported(contact.id())
                .ifPresent(file -> lines.add(new StoryLine(file.at(), "imported", file.fileName(), null, null, null)));
        String target = contact.target();
        if (target != null) mailed(lines, target);
        for (var event : store.events(contact.id(), LONGEST_STORY))
            lines.add(new StoryLine(
                    event.at(),
                    event.kind(),
                    null,
                    event.itemKind() == null || event.itemId() == null
                            ? null
                            : new StorySubject(event.itemKind(), event.itemId()),
                    event.campaignId(),
                    event.detail()));
        lines.sort(Comparator.comparing(StoryLine::at).reversed());
        return titled(lines.subList(0, Math.min(LONGEST_STORY, lines.size())));
    }

    private void mailed(List<StoryLine> lines, String target) {
        suppressions
                .of(target)
                .ifPresent(s -> lines.add(new StoryLine(
                        s.at(),
                        "suppressed",
                        null,
                        null,
                        null,
                        s.reason().name().toLowerCase(Locale.ROOT))));
        for (var mail : deliveries.toTarget("email", target, LONGEST_STORY))
            if (mail.submittedAt() != null)
                lines.add(new StoryLine(
                        mail.submittedAt(),
                        "received",
                        null,
                        new StorySubject(mail.itemKind(), mail.itemId()),
                        mail.campaignId(),
                        mail.state().name().toLowerCase(Locale.ROOT)));
    }

    private List<StoryLine> titled(List<StoryLine> lines) {
        var names = new HashMap<StorySubject, String>();
        titles.stream().forEach(room -> {
            var ids = lines.stream()
                    .map(StoryLine::subject)
                    .filter(Objects::nonNull)
                    .filter(subject -> subject.kind().equals(room.kind()))
                    .map(StorySubject::id)
                    .distinct()
                    .toList();
            if (!ids.isEmpty())
                room.titles(ids).forEach((id, title) -> names.put(new StorySubject(room.kind(), id), title));
        });
        return lines.stream()
                .map(line -> line.subject() == null
                        ? line
                        : new StoryLine(
                                line.at(),
                                line.kind(),
                                names.get(line.subject()),
                                line.subject(),
                                line.campaignId(),
                                line.detail()))
                .toList();
    }

    /**
     * Changes a contact by a JSON merge patch: {@code attributes} are merged member by member, null removes one; {@code tags} are
     * replaced. With {@code version} only if nobody was faster (409 {@code contact_version_conflict}).
     */
    @PatchMapping("/{id}")
    @Allow("contact.write")
    Contact changeContact(@PathVariable UUID id, @RequestBody Patch<ContactDetails> patch) {
        var before = store.hold(id);
        patch.version().filter(seen -> seen != before.version()).ifPresent(seen -> {
            throw Refused.conflict(
                    "contact_version_conflict",
                    "Somebody changed this contact since you read it (it is version " + before.version()
                            + " now). Read it again and change what differs.");
        });
        var details = patch.onto(before.details(), ContactDetails.class, inputs).checked();
        if (before.email() != null && details.email() == null)
            throw Refused.invalid("email", "can be changed and not taken away; erase the contact instead");
        refuseTaken(details, id);
        store.update(id, details);
        if (patch.names("status")) setStatus(store.read(id), details.status());
        var after = store.read(id).with(permitted());
        audit.record(subject(after), before, after);
        return after;
    }

    /**
     * Records that a contact bought something or visited the web site, for the rules {@code event.bought} and
     * {@code event.visited} of segments. Opens and clicks are seen by the mails themselves.
     */
    @PostMapping("/{id}/events")
    @ResponseStatus(HttpStatus.CREATED)
    @Allow("contact.write")
    ContactEvent recordContactEvent(@PathVariable UUID id, @RequestBody @Valid NewEvent given) {
        var contact = store.read(id);
        Instant moment = now.instant();
        Instant at = given.at() == null ? moment : given.at();
        if (at.isAfter(moment.plus(Duration.ofMinutes(5)))) throw Refused.invalid("at", "lies in the future");
        var event = new Happening(
                Ids.next(), given.kind().name().toLowerCase(Locale.ROOT), at, null, null, null, given.detail());
        store.remember(contact.id(), event);
        audit.record(new Subject(KIND, id, null, null), null, Map.of("kind", event.kind(), "at", at));
        return new ContactEvent(event.id(), given.kind(), at, given.detail());
    }

    /**
     * Erases a contact: the row, what they did, their address and fields in the ledger, mails of theirs that were captured, and
     * the words of the audit trail about them are gone for good; mails to them that had not left are cancelled. Mailings name
     * them among their recipients no more; one that was not sent yet needs another review of {@code schedule}. The audit
     * chain stays whole, because words are sealed by their hash only. Where the address was suppressed, its salted hash stays,
     * so that a later import does not write to them again. The answer counts what was taken away; the audit trail keeps it.
     */
    @DeleteMapping("/{id}")
    @Allow("contact.write")
    Erased eraseContact(@PathVariable UUID id) {
        var contact = store.hold(id);
        String target = contact.target();
        int mailings = target == null
                ? 0
                : named.stream().mapToInt(room -> room.forget(target)).sum();
        var ledger = target == null ? new Ledger.Erasure(List.of(), 0) : deliveries.erase("email", target);
        int events = store.forgetEvents(id);
        store.delete(id);
        var suppression = target == null ? Optional.<UUID>empty() : suppressions.veil(target);
        var subjects = new ArrayList<>(ledger.deliveries());
        subjects.add(id);
        suppression.ifPresent(subjects::add);
        int words = erasure.erase(subjects);
        var rows = new ErasedRows(1, events, mailings, ledger.deliveries().size(), ledger.capturedMails(), words);
        var erased = new Erased(id, now.instant(), rows, suppression.isPresent());
        audit.record(new Subject(KIND, id, null, null), null, erased);
        return erased;
    }

    private static Subject subject(Contact contact) {
        return Subject.of(KIND, contact.id(), contact.title());
    }

    // For later rooms

    public Optional<Contact> find(UUID id) {
        return store.find(id);
    }

    /** Whether the workspace has any. */
    public boolean any() {
        return store.any();
    }

    /** A reader of ours did something with a mail; who is no contact is not remembered. */
    void happened(Delivery mail, String kind, Instant at, @Nullable String detail) {
        store.withAddress(mail.target())
                .ifPresent(contact -> store.remember(
                        contact,
                        new Happening(
                                Ids.next(), kind, at, mail.itemKind(), mail.itemId(), mail.campaignId(), detail)));
    }
}
