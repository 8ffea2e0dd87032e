package io.fanfare.email;

import io.fanfare.delivery.channels.MailAddress;
import io.fanfare.kernel.Refused;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The content, sender and recipients of a mailing. The body is {@code markdown}, which Fanfare lays out, {@code mjml}
 * or {@code html}. Subject, preheader and body take Liquid: {@code {{ contact.firstName }}}, {@code {{ contact.name }}},
 * {@code {{ contact.email }}}, {@code {{ contact.attributes.x }}}, {@code {{ contact.lastName }}}, {@code {{
 * contact.locale }}}, {@code {{ contact.timeZone }}}, {@code {{ contact.tags }}}, {@code {{ unsubscribeUrl }}}. It
 * is sent to {@code recipients} or to a segment, not to both.
 */
public record MailingDetails(
        @NotBlank @Size(max = MailingDetails.LONGEST_NAME) String name,
        @NotNull @Size(max = MailingDetails.LONGEST_LINE) String subject,
        @Nullable @Size(max = MailingDetails.LONGEST_LINE) String preheader,
        @NotNull @Valid Sender from,

        @Nullable @Size(max = MailingDetails.LONGEST_ADDRESS)
        String replyTo,

        @Nullable @Size(max = MailingDetails.LONGEST_MARKDOWN)
        String markdown,

        @Nullable @Size(max = MailingDetails.LONGEST_MJML) String mjml,

        @Nullable @Size(max = MailingDetails.LONGEST_MJML) String html,

        @Size(max = MailingDetails.MOST_RECIPIENTS, message = MailingDetails.TOO_MANY)
        List<@NotNull @Valid Recipient> recipients,

        @Nullable UUID segmentId) {
    static final int LONGEST_NAME = 300;
    static final int LONGEST_LINE = 500;
    static final int LONGEST_ADDRESS = 254;
    static final int LONGEST_MARKDOWN = 200_000;
    static final int LONGEST_MJML = 400_000;
    static final int MOST_RECIPIENTS = 50_000;
    static final String TOO_MANY = "must have at most 50,000 recipients";

    public MailingDetails {
        recipients = Objects.requireNonNullElse(recipients, List.of());
    }

    /** The sender of a mailing. */
    public record Sender(
            @Nullable @Size(max = 200) String name,

            @NotNull @Size(max = MailingDetails.LONGEST_ADDRESS)
            String email) {}

    /** A recipient. An invalid address is skipped when the mailing is sent. */
    public record Recipient(
            @NotNull @Size(max = 320) String email,
            @Nullable @Size(max = 200) String name,
            @Nullable Map<String, @Nullable Object> attributes) {
        /** For the digest, which ignores the order of recipients and attributes. */
        Map<String, Object> canonical() {
            var canonical = new TreeMap<String, Object>();
            canonical.put("email", email);
            if (name != null) canonical.put("name", name);
            if (attributes != null && !attributes.isEmpty()) canonical.put("attributes", plain(attributes));
            return canonical;
        }

        /** Numbers in the form the database returns them: 1e7, 10000000.0 and 10000000 are equal. */
        private static @Nullable Object plain(@Nullable Object value) {
            return switch (value) {
                case null -> null;
                case Number number -> {
                    var exact = new BigDecimal(number.toString()).stripTrailingZeros();
                    yield exact.scale() < 0 && exact.scale() > -1_000 ? exact.setScale(0) : exact;
                }
                case Map<?, ?> map -> {
                    var all = new TreeMap<String, @Nullable Object>();
                    map.forEach((name, inner) -> all.put(String.valueOf(name), plain(inner)));
                    yield all;
                }
                case List<?> list -> {
                    var all = new ArrayList<@Nullable Object>();
                    list.forEach(inner -> all.add(plain(inner)));
                    yield all;
                }
                default -> value;
            };
        }
    }

    MailBody body() {
        return new MailBody(markdown, mjml, html);
    }

    /** Validates the details; a 400 names the invalid fields. */
    MailingDetails checked() {
        var errors = new LinkedHashMap<String, String>();
        oneLine(errors, "name", name);
        oneLine(errors, "subject", subject);
        oneLine(errors, "from.name", from.name());
        address(errors, "from.email", from.email());
        address(errors, "replyTo", replyTo);
        if (body().missing()) errors.put("markdown", "is required; send markdown, mjml or html");
        if (body().ambiguous()) errors.put(body().field(), "can't be combined with another body; send only one");
        if (segmentId != null && !recipients.isEmpty())
            errors.put("segmentId", "can't be combined with recipients; send one of the two");
        if (!errors.isEmpty()) throw Refused.invalid(errors);
        new Content(this).check();
        return this;
    }

    private static void oneLine(Map<String, String> errors, String field, @Nullable String text) {
        if (text != null && text.chars().anyMatch(c -> c == '\r' || c == '\n'))
            errors.put(field, "must be one line; remove the line break");
    }

    private static void address(Map<String, String> errors, String field, @Nullable String text) {
        if (text != null && MailAddress.canonical(text).isEmpty()) errors.put(field, "must be an e-mail address");
    }
}
