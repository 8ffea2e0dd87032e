package io.fanfare.delivery.hooks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.fanfare.delivery.hooks.Signal.Kind;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The mails that come back to the sender's mailbox, each posted as it is: delivery status notifications (RFC 3464) and
 * complaints (RFC 5965). The mail server that receives them posts them with the signed address, which is the proof.
 */
@Component
class MailboxHook implements MailHook {
    private static final Pattern BLANK_LINE = Pattern.compile("\\r?\\n[ \\t]*\\r?\\n");
    private static final Session SESSION = Session.getInstance(new Properties());

    @Override
    public String provider() {
        return "mailbox";
    }

    @Override
    public Optional<List<Signal>> read(Call call, Map<String, String> secret, Instant now) {
        try {
            return Optional.of(read(new MimeMessage(SESSION, new ByteArrayInputStream(call.body()))));
        } catch (MessagingException | IOException | RuntimeException noReport) {
            // Anything may arrive in a mailbox.
            return Optional.of(List.of());
        }
    }

    private static List<Signal> read(MimeMessage mail) throws MessagingException, IOException {
        if (!mail.isMimeType("multipart/report")) return List.of();
        var parts = new MimeMultipart(mail.getDataHandler().getDataSource());
        BodyPart status = null;
        BodyPart complaint = null;
        UUID about = MailHook.delivery(mail.getHeader("In-Reply-To", " ")).orElse(null);
        for (int i = 0; i < parts.getCount(); i++) {
            var part = parts.getBodyPart(i);
            if (part.isMimeType("message/delivery-status")) status = part;
            else if (part.isMimeType("message/feedback-report")) complaint = part;
            else if (part.isMimeType("message/rfc822") || part.isMimeType("text/rfc822-headers"))
                about = original(part).orElse(about);
        }
        if (about == null) return List.of();
        if (complaint != null) return complained(about, blocks(complaint));
        return status == null ? List.of() : statuses(about, blocks(status));
    }

    private static Optional<UUID> original(BodyPart part) throws MessagingException, IOException {
        return MailHook.delivery(new InternetHeaders(part.getInputStream()).getHeader("Message-ID", " "));
    }

    /** The fields of a report come in groups, which blank lines separate. */
    private static List<InternetHeaders> blocks(BodyPart part) throws MessagingException, IOException {
        String text = new String(part.getInputStream().readAllBytes(), ISO_8859_1);
        var blocks = new ArrayList<InternetHeaders>();
        for (String block : BLANK_LINE.split(text))
            if (!block.isBlank())
                blocks.add(new InternetHeaders(
                        new ByteArrayInputStream((block.stripLeading() + "\r\n\r\n").getBytes(ISO_8859_1))));
        return blocks;
    }

    /** A complaint that takes an earlier one back is none. */
    private static List<Signal> complained(UUID about, List<InternetHeaders> blocks) {
        String type = blocks.isEmpty() ? "" : field(blocks.getFirst(), "Feedback-Type");
        return type == null || type.equalsIgnoreCase("not-spam") || type.isEmpty()
                ? List.of()
                : List.of(new Signal(about, Kind.COMPLAINED, null, type));
    }

    private static List<Signal> statuses(UUID about, List<InternetHeaders> blocks) {
        var signals = new ArrayList<Signal>();
        for (var block : blocks) {
            String action = field(block, "Action");
            String code = field(block, "Status");
            if (action == null) continue;
            var kind = kind(action.toLowerCase(Locale.ROOT), code);
            if (kind != null) signals.add(new Signal(about, kind, code, words(block)));
        }
        return signals;
    }

    private static @Nullable Kind kind(String action, @Nullable String status) {
        return switch (action) {
            case "failed" -> Kind.ofFailure(status);
            case "delayed" -> Kind.DEFERRED;
            case "delivered" -> Kind.DELIVERED;
            default -> null;
        };
    }

    /** {@code smtp; 550 5.1.1 No such user} without its type. */
    private static @Nullable String words(InternetHeaders block) {
        String diagnostic = field(block, "Diagnostic-Code");
        return diagnostic == null
                ? null
                : diagnostic.substring(diagnostic.indexOf(';') + 1).strip();
    }

    private static @Nullable String field(InternetHeaders block, String name) {
        String value = block.getHeader(name, " ");
        return value == null ? null : value.replaceAll("\\s+", " ").strip();
    }
}
