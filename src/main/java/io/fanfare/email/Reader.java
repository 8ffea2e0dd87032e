package io.fanfare.email;

import io.fanfare.audience.Contact;
import io.fanfare.email.MailingDetails.Recipient;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The data of a recipient for merge fields, stored in the ledger when sending starts. */
record Reader(
        String email,
        @Nullable String name,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String timeZone,
        @Nullable String locale,
        @Nullable List<String> tags,
        @Nullable Map<String, @Nullable Object> attributes) {

    static Reader of(Recipient recipient) {
        return new Reader(
                recipient.email().strip(), recipient.name(), null, null, null, null, null, recipient.attributes());
    }

    static Reader of(Contact contact, String email) {
        return new Reader(
                email,
                contact.name().isEmpty() ? null : contact.name(),
                contact.firstName(),
                contact.lastName(),
                contact.timeZone(),
                contact.locale(),
                contact.tags(),
                contact.attributes());
    }

    /** For the ledger, without unknown values. */
    Map<String, Object> payload() {
        var payload = new LinkedHashMap<String, Object>();
        put(payload, "email", email);
        put(payload, "name", name);
        put(payload, "firstName", firstName);
        put(payload, "lastName", lastName);
        put(payload, "timeZone", timeZone);
        put(payload, "locale", locale);
        put(payload, "tags", tags);
        put(payload, "attributes", attributes);
        return payload;
    }

    private static void put(Map<String, Object> payload, String name, @Nullable Object value) {
        if (value != null) payload.put(name, value);
    }

    /** The values by the names that templates use. */
    Map<String, @Nullable Object> values() {
        String whole = name == null ? "" : name.strip();
        Map<String, @Nullable Object> known = new LinkedHashMap<>();
        if (attributes != null) known.putAll(attributes);
        var contact = new LinkedHashMap<String, @Nullable Object>();
        contact.put("email", email);
        contact.put("name", name == null ? "" : name);
        contact.put("firstName", first(firstName, known.get("firstName"), whole.split("\\s+", 2)[0]));
        contact.put("lastName", first(lastName, known.get("lastName"), lastWord(whole)));
        contact.put("timeZone", timeZone);
        contact.put("locale", locale);
        contact.put("tags", tags == null ? List.of() : tags);
        contact.put("attributes", known);
        return contact;
    }

    private static String first(@Nullable String known, @Nullable Object attribute, String otherwise) {
        if (known != null) return known;
        return attribute instanceof String text ? text : otherwise;
    }

    private static String lastWord(String name) {
        int space = name.lastIndexOf(' ');
        return space < 0 ? "" : name.substring(space + 1);
    }
}
