package io.fanfare.audience;

import io.fanfare.audience.Suppression.Reason;
import io.fanfare.delivery.channels.MailAddress;
import io.fanfare.kernel.Records;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person the workspace may write to. {@code email} is as it was given and there once, whatever its case; it is null for who
 * came with a table that did not know it. {@code attributes} is anything else that is known of them.
 */
public record Contact(
        UUID id,
        @Nullable String email,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String timeZone,
        @Nullable String locale,
        List<String> tags,
        Map<String, @Nullable Object> attributes,
        Status status,
        int version,
        Instant createdAt,
        Instant updatedAt,
        List<String> can) {

    /**
     * Whether mailings go there. It follows the suppressions: the reader unsubscribed, their server refused mail, they
     * complained, or somebody here suppressed the address.
     */
    public enum Status {
        ACTIVE,
        UNSUBSCRIBED,
        BOUNCED,
        COMPLAINED,
        SUPPRESSED;

        static Status of(Reason reason) {
            return switch (reason) {
                case UNSUBSCRIBED -> UNSUBSCRIBED;
                case BOUNCED -> BOUNCED;
                case COMPLAINED -> COMPLAINED;
                case MANUAL -> SUPPRESSED;
            };
        }

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Where mail goes: the address in small letters, as the ledger and the suppressions have it; null where none is known. */
    public @Nullable String target() {
        return email == null ? null : address(email);
    }

    /** As people are called: both names, or what there is of them. */
    public String name() {
        String first = firstName == null ? "" : firstName;
        String last = lastName == null ? "" : lastName;
        return (first + " " + last).strip();
    }

    String title() {
        return email == null ? name() : email;
    }

    static String address(String email) {
        return MailAddress.canonical(email).orElse(email).toLowerCase(Locale.ROOT);
    }

    ContactDetails details() {
        return new ContactDetails(email, firstName, lastName, timeZone, locale, tags, attributes, status);
    }

    Contact with(List<String> permitted) {
        return Records.with(this, "can", permitted);
    }
}
