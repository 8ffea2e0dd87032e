package io.fanfare.audience;

import io.fanfare.audience.Suppression.Reason;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.AuditClass;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Inputs;
import io.fanfare.kernel.Operations;
import io.fanfare.kernel.Patch;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Slice;
import io.fanfare.kernel.Subject;
import io.fanfare.kernel.Tool;
import io.fanfare.kernel.Versions;
import jakarta.validation.Valid;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The contacts of a workspace. */
@RestController
@RequestMapping("/api/contacts")
public class Contacts {
    static final String KIND = "contact";

    private final ContactStore store;
    private final Suppressions suppressions;
    private final SegmentReader segments;
    private final Operations operations;
    private final Inputs inputs;
    private final Audit audit;

    Contacts(
            ContactStore store,
            Suppressions suppressions,
            SegmentReader segments,
            Operations operations,
            Inputs inputs,
            Audit audit) {
        this.store = store;
        this.suppressions = suppressions;
        this.segments = segments;
        this.operations = operations;
        this.inputs = inputs;
        this.audit = audit;
    }

    /** The titles of items in a contact's history; later rooms implement it for their kinds. */
    public interface Titles {
        String kind();

        Map<UUID, String> titles(Collection<UUID> ids);
    }

    /** Places that store the addresses of people; later rooms implement it for theirs. */
    public interface AddressUses {
        /** Removes an address, in lower case, from all items that contain it, and returns their number. */
        int forget(String address);
    }

    /**
     * Lists contacts. Each word of {@code q} is searched in the e-mail address and the names; a word of one or two
     * letters only at their start. {@code tag} is an exact tag, {@code segment} the id of a segment or the key of a built-in
     * one. {@code sort}: {@code createdAt} (default: {@code -createdAt}), {@code email} or {@code name}; a minus reverses it. Pass
     * {@code next} as {@code after} for the next page.
     */
    @GetMapping
    @Tool(Tool.Set.EMAIL)
    @Allow(value = "contact.read", audited = AuditClass.ACCESS)
    Slice<Contact> listContacts(ContactQuery query) {
        int most = query.most();
        var filter = new ContactStore.Filter(
                query.q(), query.tag(), query.status(), rules(query.segment()), query.after(), query.order());
        var rows = store.list(filter, most + 1);
        var permitted = permitted(operations);
        return Slice.of(rows.stream().map(row -> row.with(permitted)).toList(), most, Contact::id);
    }

    @Nullable
    Rule rules(@Nullable String segment) {
        if (segment == null) return null;
        return segments.named(segment)
                .orElseThrow(() -> Refused.invalid("segment", "must be the id or key of a segment"))
                .rule();
    }

    static List<String> permitted(Operations operations) {
        return operations.permitted(List.of("changeContact", "recordContactEvent", "eraseContact"));
    }

    /**
     * Adds a contact. An e-mail address is unique, ignoring case: 409 {@code contact_exists}. If it is already suppressed, the
     * contact has that status; {@code status: "unsubscribed"} suppresses it.
     */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Tool(Tool.Set.EMAIL)
    @Allow("contact.write")
    Contact createContact(@RequestBody @Valid ContactDetails request) {
        if (request.email() == null) throw Refused.invalid("email", "is required");
        var details = request.checked();
        refuseTaken(details, null);
        var id = Ids.next();
        store.insert(id, details);
        setStatus(store.read(id), details.status());
        var contact = store.read(id).with(permitted(operations));
        audit.record(subject(contact), null, contact);
        return contact;
    }

    private void refuseTaken(ContactDetails details, @Nullable UUID self) {
        if (details.address() == null) return;
        store.withAddress(details.address()).filter(id -> !id.equals(self)).ifPresent(id -> {
            throw Refused.conflict(
                            "contact_exists",
                            "A contact with this address already exists. Update that contact instead.")
                    .with("contactId", id);
        });
    }

    /** Setting the status suppresses the address; the stored status follows from that. */
    private void setStatus(Contact contact, Contact.@Nullable Status status) {
        if (status == null || status == contact.status()) return;
        switch (status) {
            case UNSUBSCRIBED -> {
                if (contact.email() == null)
                    throw Refused.unprocessable(
                            "contact_without_email",
                            "This contact has no e-mail address, so it can't be unsubscribed.");
                if (contact.status() == Contact.Status.ACTIVE)
                    suppressions.suppress(contact.email(), Reason.UNSUBSCRIBED, "contact " + contact.id());
            }
            case ACTIVE ->
                throw Refused.conflict(
                        "contact_suppressed",
                        "This address is suppressed. Remove the suppression if its owner asked for mail again.");
            case BOUNCED, COMPLAINED, SUPPRESSED ->
                throw Refused.invalid(
                        "status", "must be active or unsubscribed; the other statuses are set by deliveries");
        }
    }

    /**
     * Changes a contact by a JSON merge patch: {@code attributes} are merged by member, null removes one; {@code tags} are
     * replaced. With {@code version}, a newer version in between is 409 {@code contact_version_conflict}.
     */
    @PatchMapping("/{id}")
    @Tool(Tool.Set.EMAIL)
    @Allow("contact.write")
    Contact changeContact(@PathVariable UUID id, @RequestBody Patch<ContactDetails> patch) {
        var before = store.hold(id);
        Versions.expect(patch, before.version(), "contact");
        var details = patch.onto(before.details(), ContactDetails.class, inputs).checked();
        if (before.email() != null && details.email() == null)
            throw Refused.invalid("email", "can't be removed; erase the contact instead");
        refuseTaken(details, id);
        store.update(id, details);
        if (patch.names("status")) setStatus(store.read(id), details.status());
        var after = store.read(id).with(permitted(operations));
        audit.record(subject(after), before, after);
        return after;
    }

    static Subject subject(Contact contact) {
        return Subject.of(KIND, contact.id(), contact.title());
    }

    // For later rooms

    public Optional<Contact> find(UUID id) {
        return store.find(id);
    }

    /** Whether the workspace has contacts. */
    public boolean any() {
        return store.any();
    }
}
