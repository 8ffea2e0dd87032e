package io.fanfare.audience;

import io.fanfare.audience.Suppression.Reason;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Subject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Changes of many contacts. */
@RestController
@RequestMapping("/api/contacts")
class ContactBulk {
    /** Few enough that a call takes well under a second. */
    private static final int MOST = 500;

    private final Contacts contacts;
    private final ContactStore store;
    private final Suppressions suppressions;
    private final Audit audit;

    ContactBulk(Contacts contacts, ContactStore store, Suppressions suppressions, Audit audit) {
        this.contacts = contacts;
        this.store = store;
        this.suppressions = suppressions;
        this.audit = audit;
    }

    /** The filters of a list, as {@code listContacts} takes them. */
    record ContactFilter(
            @Nullable @Size(max = 200) String q,

            @Nullable @Size(max = ContactDetails.LONGEST_TAG)
            String tag,

            Contact.@Nullable Status status,
            @Nullable @Size(max = 100) String segment) {}

    /** The number of contacts that match a filter. */
    record ContactCount(long count) {}

    /** What is done with each contact. */
    enum Change {
        ADD_TAG,
        REMOVE_TAG,
        SUPPRESS
    }

    /** A change of the contacts that match {@code filter} (default: all), or of those in {@code contactIds}. */
    record ContactsChange(
            @NotNull Change change,
            @Nullable @Size(max = 500) String value,
            @Nullable @Valid ContactFilter filter,
            @Nullable @Size(max = MOST) List<@NotNull UUID> contactIds,
            @Nullable UUID after) {
        String tag() {
            if (value == null || value.isBlank()) throw Refused.invalid("value", "is required: the tag");
            String tag = value.strip();
            if (tag.length() > ContactDetails.LONGEST_TAG)
                throw Refused.invalid("value", "must have at most " + ContactDetails.LONGEST_TAG + " characters");
            return tag;
        }
    }

    /** The contacts that were changed, and the number of those that were examined. */
    record ChangedContacts(
            List<UUID> changed, int examined, @Nullable UUID next) {}

    /** Counts the contacts that match the filters of {@code listContacts}. */
    @GetMapping("/count")
    @Allow("contact.read")
    ContactCount countContacts(ContactFilter filter) {
        return new ContactCount(store.count(filter(filter, null)));
    }

    /**
     * Changes all contacts that match a filter, 500 in each call: pass {@code next} as {@code after} until it is null. {@code change}:
     * {@code add_tag} and {@code remove_tag} with the tag as {@code value}, or {@code suppress} with an optional reason. A contact that
     * already is as it should be, or has 100 tags, is left as it is. {@code changed} lists the others; pass them as
     * {@code contactIds} to undo a tag.
     */
    @PostMapping("/bulk")
    @Allow("contact.write")
    ChangedContacts changeContacts(@RequestBody @Valid ContactsChange request) {
        if (request.contactIds() != null && request.filter() != null)
            throw Refused.invalid("contactIds", "can't be combined with filter");
        var ids = request.contactIds();
        var found = ids != null
                ? store.list(ids)
                : store.list(
                        filter(
                                Objects.requireNonNullElse(request.filter(), new ContactFilter(null, null, null, null)),
                                request.after()),
                        MOST + 1);
        boolean more = found.size() > MOST;
        var examined = more ? found.subList(0, MOST) : found;
        var changed = change(request, examined.stream().map(Contact::id).toList(), examined);
        return new ChangedContacts(
                changed, examined.size(), more ? examined.getLast().id() : null);
    }

    private List<UUID> change(ContactsChange request, List<UUID> ids, List<Contact> found) {
        return switch (request.change()) {
            case ADD_TAG -> recorded(request.tag(), "tagged", store.addTag(ids, request.tag()));
            case REMOVE_TAG -> recorded(request.tag(), "untagged", store.removeTag(ids, request.tag()));
            case SUPPRESS -> suppress(found, request.value());
        };
    }

    /** One entry for all: which contacts, and what. */
    private List<UUID> recorded(String tag, String how, List<UUID> changed) {
        if (changed.isEmpty()) audit.unchanged();
        else audit.record(new Subject(Contacts.KIND, null, tag, null), null, Map.of(how, changed, "tag", tag));
        return changed;
    }

    private List<UUID> suppress(List<Contact> found, @Nullable String source) {
        var changed = found.stream()
                .filter(contact -> contact.status() == Contact.Status.ACTIVE)
                .filter(contact ->
                        contact.email() != null && suppressions.suppress(contact.email(), Reason.MANUAL, source))
                .map(Contact::id)
                .toList();
        if (changed.isEmpty()) audit.unchanged();
        return changed;
    }

    private ContactStore.Filter filter(ContactFilter filter, @Nullable UUID after) {
        return new ContactStore.Filter(
                filter.q(), filter.tag(), filter.status(), contacts.rules(filter.segment()), after);
    }
}
