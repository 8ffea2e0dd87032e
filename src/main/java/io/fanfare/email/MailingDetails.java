package io.fanfare.email;

import io.fanfare.delivery.channels.MailAddress;
import io.fanfare.kernel.Refused;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a mailing says, in whose name and to whom. The body is {@code markdown}, laid out by us, or {@code mjml}. Subject,
 * preheader and body take Liquid: {@code {{ contact.firstName }}}, {@code {{ contact.name }}}, {@code {{ contact.email }}},
 * {@code {{ contact.attributes.x }}}, {@code {{ unsubscribeUrl }}}.
 */
public record MailingDetails(
        @NotBlank @Size(max = 300) String name,
        @NotNull @Size(max = 500) String subject,
        @Nullable @Size(max = 500) String preheader,
        @NotNull @Valid Sender from,
        @Nullable @Size(max = 254) String replyTo,
        @Nullable @Size(max = 200_000) String markdown,
        @Nullable @Size(max = 400_000) String mjml,

        @Size(max = 50_000, message = "50,000 recipients at most in one mailing")
        List<@NotNull @Valid Recipient> recipients) {
    public MailingDetails {
        recipients = Objects.requireNonNullElse(recipients, List.of());
    }

    /** Who a mailing comes from. */
    public record Sender(
            @Nullable @Size(max = 200) String name,
            @NotNull @Size(max = 254) String email) {}

    /** Whom it goes to. An address that is none is left out when it is sent. */
    public record Recipient(
            @NotNull @Size(max = 320) String email,
            @Nullable @Size(max = 200) String name,
            @Nullable Map<String, @Nullable Object> attributes) {
        /** As it is digested: the order of recipients and of attributes says nothing. */
        Map<String, Object> canonical() {
            var canonical = new TreeMap<String, Object>();
            canonical.put("email", email);
            if (name != null) canonical.put("name", name);
            if (attributes != null && !attributes.isEmpty()) canonical.put("attributes", attributes);
            return canonical;
        }
    }

    /** These details, or 400 that names what does not fit. */
    MailingDetails checked() {
        var errors = new LinkedHashMap<String, String>();
        oneLine(errors, "name", name);
        oneLine(errors, "subject", subject);
        oneLine(errors, "from.name", from.name());
        address(errors, "from.email", from.email());
        address(errors, "replyTo", replyTo);
        if (markdown == null && mjml == null) errors.put("markdown", "is missing; send markdown or mjml");
        if (markdown != null && mjml != null) errors.put("mjml", "stands beside markdown; send one of the two");
        if (!errors.isEmpty()) throw Refused.invalid(errors);
        new Content(this).check();
        return this;
    }

    private static void oneLine(Map<String, String> errors, String field, @Nullable String text) {
        if (text != null && text.chars().anyMatch(c -> c == '\r' || c == '\n'))
            errors.put(field, "is one line; take the line break out");
    }

    private static void address(Map<String, String> errors, String field, @Nullable String text) {
        if (text != null && MailAddress.canonical(text).isEmpty()) errors.put(field, "is no e-mail address");
    }
}
