package io.fanfare.audience;

import io.fanfare.delivery.channels.MailAddress;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.PlannedTime;
import io.fanfare.kernel.Refused;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The details of a contact. {@code timeZone} is an IANA name, {@code locale} a language tag such as {@code de-CH};
 * {@code attributes} has at most 200 members and 64 KB. {@code status} may be set to {@code unsubscribed}, which
 * suppresses the address.
 */
record ContactDetails(
        @Nullable @Size(max = ContactDetails.LONGEST_EMAIL) String email,
        @Nullable @Size(max = ContactDetails.LONGEST_NAME) String firstName,
        @Nullable @Size(max = ContactDetails.LONGEST_NAME) String lastName,
        @Nullable @Size(max = 100) String timeZone,
        @Nullable @Size(max = 35) String locale,

        @Nullable @Size(max = ContactDetails.MOST_TAGS)
        List<@NotBlank @Size(max = ContactDetails.LONGEST_TAG) String> tags,

        @Nullable @Size(max = ContactDetails.MOST_ATTRIBUTES)
        Map<String, @Nullable Object> attributes,

        Contact.@Nullable Status status) {
    static final int LONGEST_EMAIL = 254;
    static final int LONGEST_NAME = 200;
    static final int MOST_TAGS = 100;
    static final int LONGEST_TAG = 200;
    static final int MOST_ATTRIBUTES = 200;
    static final int LONGEST_ATTRIBUTE_NAME = 200;
    static final int LARGEST_ATTRIBUTES = 64 * 1024;
    static final Pattern LOCALE = Pattern.compile("[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8})*");

    ContactDetails checked() {
        var errors = new LinkedHashMap<String, String>();
        if (email != null && MailAddress.canonical(email).isEmpty()) errors.put("email", "must be an e-mail address");
        if (locale != null && !LOCALE.matcher(locale).matches())
            errors.put("locale", "must be a language tag, e.g. de-CH");
        attributesOrEmpty().keySet().stream()
                .filter(name -> name.isBlank() || name.length() > LONGEST_ATTRIBUTE_NAME)
                .findFirst()
                .ifPresent(name -> errors.put("attributes", "have names of 1 to 200 characters"));
        if (Json.of(attributesOrEmpty()).text().length() > LARGEST_ATTRIBUTES)
            errors.put("attributes", "are larger than 64 KB");
        if (!errors.isEmpty()) throw Refused.invalid(errors);
        if (timeZone != null) PlannedTime.zone(timeZone);
        return this;
    }

    Map<String, @Nullable Object> attributesOrEmpty() {
        return Objects.requireNonNullElseGet(attributes, LinkedHashMap<String, @Nullable Object>::new);
    }

    List<String> tagsOrEmpty() {
        return Objects.requireNonNullElse(tags, List.of());
    }

    @Nullable
    String address() {
        return email == null ? null : Contact.address(email);
    }
}
