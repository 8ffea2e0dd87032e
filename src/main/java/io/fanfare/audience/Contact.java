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
 * A person the workspace sends mail to. {@code email} is unique, ignoring case; it is null if the contact was imported without one. {@code attributes} holds everything else that is known about them.
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
     * Whether mailings are sent to the contact. It follows the suppressions: the reader unsubscribed, mail bounced, the reader complained, or a member suppressed the address.
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

    /** The address in lower case, as the ledger and the suppressions store it; null if it is unknown. */
    public @Nullable String target() {
        return email == null ? null : address(email);
    }

    /** First and last name, or the one that is known. */
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
