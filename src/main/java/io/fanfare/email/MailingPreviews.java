package io.fanfare.email;

import io.fanfare.audience.Contacts;
import io.fanfare.audience.SegmentReader;
import io.fanfare.identity.Workspaces;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.BaseUrl;
import io.fanfare.kernel.Check;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Tool;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Previews and validates mailings. */
@RestController
@RequestMapping("/api/email")
class MailingPreviews {
    private final MailingStore store;
    private final MailingItems items;
    private final MailingChecks checks;
    private final SegmentReader segments;
    private final Contacts contacts;
    private final Workspaces workspaces;
    private final BaseUrl base;

    MailingPreviews(
            MailingStore store,
            MailingItems items,
            MailingChecks checks,
            SegmentReader segments,
            Contacts contacts,
            Workspaces workspaces,
            BaseUrl base) {
        this.store = store;
        this.items = items;
        this.checks = checks;
        this.segments = segments;
        this.contacts = contacts;
        this.workspaces = workspaces;
        this.base = base;
    }

    /** A mail as one reader receives it; {@code sizeBytes} is the size of the HTML in UTF-8. */
    record Preview(String subject, String html, String text, int sizeBytes) {}

    /** The problems of a mailing. */
    record Validation(List<Check> checks) {}

    /**
     * Checks a mailing: recipients, subject, postal address, merge fields, placeholder text, links, size and pictures.
     */
    @PostMapping("/{id}/validate")
    @Tool(Tool.Set.EMAIL)
    @Allow(value = "content.read", plain = true)
    Validation validateMailing(@PathVariable UUID id) {
        var mailing = store.read(id);
        return new Validation(checks.of(mailing, preview(mailing, first(mailing.details())), workspaces.current()));
    }

    /** Returns the mail as a contact receives it; default: the first recipient, or a sample contact. */
    @GetMapping("/{id}/preview")
    @Tool(Tool.Set.EMAIL)
    @Allow("content.read")
    Preview previewMailing(@PathVariable UUID id, @RequestParam @Nullable UUID contactId) {
        var mailing = store.read(id);
        return preview(mailing, contactId == null ? first(mailing.details()) : reader(contactId));
    }

    /** A mail that is being written; it has at most one body. */
    record UnsavedMail(
            @NotNull UUID campaignId,

            @Nullable @Size(max = MailingDetails.LONGEST_NAME)
            String name,

            @Nullable @Size(max = MailingDetails.LONGEST_LINE)
            String subject,

            @Nullable @Size(max = MailingDetails.LONGEST_LINE)
            String preheader,

            @Nullable @Size(max = MailingDetails.LONGEST_MARKDOWN)
            String markdown,

            @Nullable @Size(max = MailingDetails.LONGEST_MJML)
            String mjml,

            @Nullable @Size(max = MailingDetails.LONGEST_MJML)
            String html,

            @Nullable UUID segmentId,
            @Nullable UUID contactId) {
        MailingDetails details() {
            var body = new MailBody(markdown, mjml, html);
            if (body.ambiguous())
                throw Refused.invalid(body.field(), "can't be combined with another body; send only one");
            return new MailingDetails(
                    "",
                    Objects.requireNonNullElse(subject, ""),
                    preheader,
                    new MailingDetails.Sender(null, ""),
                    null,
                    body.missing() ? "" : markdown,
                    mjml,
                    html,
                    List.of(),
                    segmentId);
        }
    }

    /**
     * Returns a mail that is not saved yet as a contact would receive it; default: a contact of the segment, or a sample contact.
     * Stores nothing.
     */
    @PostMapping("/preview")
    @Allow(value = "content.read", plain = true)
    Preview previewUnsavedMailing(@RequestBody @Valid UnsavedMail mail) {
        var head = items.letterhead(mail.campaignId(), Objects.requireNonNullElse(mail.name(), ""));
        var details = mail.details();
        return preview(details, head, mail.contactId() == null ? first(details) : reader(mail.contactId()));
    }

    private Reader reader(UUID contactId) {
        if (!mayReadContacts())
            throw Refused.forbidden(
                    "forbidden",
                    "The preview shows data of this contact, and you may not read contacts. Leave contactId out.");
        var contact = contacts.find(contactId).orElseThrow(Refused::notFound);
        return Reader.of(contact, contact.email() == null ? Content.sample().email() : contact.email());
    }

    private Reader first(MailingDetails details) {
        var recipients = details.recipients();
        if (!recipients.isEmpty()) return Reader.of(recipients.getFirst());
        if (details.segmentId() == null || !mayReadContacts()) return Content.sample();
        return segments.find(details.segmentId())
                .flatMap(segment -> segments.any(segment.rules()))
                .filter(contact -> contact.email() != null)
                .map(contact -> Reader.of(contact, Objects.requireNonNull(contact.email())))
                .orElseGet(Content::sample);
    }

    /** An API key may be allowed to read content but not contacts. */
    private static boolean mayReadContacts() {
        return Current.get().may("contact.read");
    }

    private Preview preview(Mailing mailing, Reader reader) {
        return preview(mailing.details(), items.letterhead(mailing), reader);
    }

    private Preview preview(MailingDetails details, Letterhead head, Reader reader) {
        try {
            var mail =
                    new Content(details).templates(head, base.get()).parsed().fill(reader, base.get() + "/e/u/preview");
            return new Preview(
                    mail.subject(), mail.html(), mail.text(), mail.html().getBytes(StandardCharsets.UTF_8).length);
        } catch (Liquid.Malformed unfit) {
            throw Refused.unprocessable(
                    "mailing_not_renderable",
                    "The mail can't be filled in for " + reader.email() + ": " + unfit.getMessage());
        }
    }
}
