package io.fanfare.email;

import io.fanfare.delivery.CapturedMailStore;
import io.fanfare.delivery.CapturedMailStore.CapturedMail;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.AuditClass;
import io.fanfare.kernel.Page;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The inbox of an installation without a mail server: mails are stored here instead of being sent. */
@RestController
@RequestMapping("/api/email/captured")
class CapturedMailbox {
    private final CapturedMailStore mails;

    CapturedMailbox(CapturedMailStore mails) {
        this.mails = mails;
    }

    /** A captured mail with its headers, HTML and text. Its HTML is unchanged: show it only where scripts can't run. */
    record OpenedMail(
            UUID id,
            String to,
            String from,
            String subject,
            Instant at,
            String messageId,
            Map<String, String> headers,
            @Nullable String html,
            @Nullable String text) {}

    /** Lists captured mails, newest first; {@code to} is a complete address. */
    @GetMapping
    @Allow(value = "content.read", audited = AuditClass.ACCESS)
    Page<CapturedMail> listCapturedMail(CapturedMailQuery query) {
        return mails.list(query.to(), query.range());
    }

    record CapturedMailQuery(
            @Nullable String to,
            @Nullable Integer limit,
            @Nullable Integer offset) {
        Page.Range range() {
            return Page.Range.of(limit, offset);
        }
    }

    /** Downloads the MIME source of a captured mail, byte for byte. */
    @GetMapping(
            value = "/{id}",
            produces = {"message/rfc822", "*/*"})
    @Allow(value = "content.read", audited = AuditClass.ACCESS)
    ResponseEntity<byte[]> readCapturedMail(@PathVariable UUID id) {
        return ResponseEntity.ok()
                .header("Content-Type", "message/rfc822")
                .header("Content-Disposition", "attachment; filename=\"" + id + ".eml\"")
                .body(mails.source(id));
    }

    /** Reads one captured mail: headers, HTML and text. */
    @GetMapping("/{id}/view")
    @Allow(value = "content.read", audited = AuditClass.ACCESS)
    OpenedMail viewCapturedMail(@PathVariable UUID id) {
        var mail = mails.read(id);
        try {
            var message =
                    new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(mails.source(id)));
            var headers = new LinkedHashMap<String, String>();
            for (var header : Collections.list(message.getAllHeaders()))
                headers.merge(header.getName(), decoded(header.getValue()), (a, b) -> a + "\n" + b);
            return new OpenedMail(
                    mail.id(),
                    mail.to(),
                    mail.from(),
                    mail.subject(),
                    mail.at(),
                    mail.messageId(),
                    headers,
                    part(message, "text/html"),
                    part(message, "text/plain"));
        } catch (MessagingException | IOException impossible) {
            throw new IllegalStateException("a mail that was made here can't be read", impossible);
        }
    }

    private static String decoded(String header) throws UnsupportedEncodingException {
        return MimeUtility.decodeText(MimeUtility.unfold(header));
    }

    private static @Nullable String part(Part part, String type) throws MessagingException, IOException {
        if (part.isMimeType(type) && part.getContent() instanceof String text) return text;
        if (!(part.getContent() instanceof Multipart parts)) return null;
        for (int i = 0; i < parts.getCount(); i++) {
            BodyPart inner = parts.getBodyPart(i);
            String found = part(inner, type);
            if (found != null) return found;
        }
        return null;
    }
}
