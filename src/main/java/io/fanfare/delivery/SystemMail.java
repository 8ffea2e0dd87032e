package io.fanfare.delivery;

import io.fanfare.delivery.channels.MailAddress;
import io.fanfare.identity.AccountMailer;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Envelope;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Now;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Mail of the system to one person, such as a password reset. It is a row of the ledger like every other message; its text may hold a secret, so it is sealed. */
@Component
class SystemMail implements AccountMailer, Composer {
    static final String KIND = "letter";

    private final Ledger deliveries;
    private final Letters letters;
    private final Envelope envelope;
    private final Now now;

    SystemMail(Ledger deliveries, Letters letters, Envelope envelope, Now now) {
        this.deliveries = deliveries;
        this.letters = letters;
        this.envelope = envelope;
        this.now = now;
    }

    /** The text of a system mail. */
    record Words(String subject, String text) {}

    @Override
    public void send(UUID workspace, String to, String subject, String text) {
        if (!Current.get().workspace().equals(workspace))
            throw new IllegalArgumentException("system mail is planned in the workspace it is about");
        var id = Ids.next();
        byte[] sealed = envelope.seal(
                Json.of(new Words(subject, text)).text().getBytes(StandardCharsets.UTF_8), place(workspace, id));
        deliveries.plan(List.of(new Delivery.Planned(
                Ids.next(),
                Letters.CHANNEL,
                Delivery.Lane.SINGLE,
                MailAddress.canonical(to).orElse(to),
                null,
                KIND,
                id,
                Json.digest(id),
                null,
                null,
                now.instant(),
                Map.of("sealed", Base64.getEncoder().encodeToString(sealed)))));
    }

    @Override
    public boolean isConnected() {
        return letters.isConnected();
    }

    @Override
    public String itemKind() {
        return KIND;
    }

    @Override
    public Renderer prepare(List<Delivery> rows) {
        var writer = letters.writer();
        return row -> {
            var words = open(row);
            return writer.write(row, new Letters.Words(words.subject(), words.text(), html(words.text())));
        };
    }

    private Words open(Delivery row) {
        var payload = row.payload() == null ? Map.<String, Object>of() : row.payload();
        byte[] sealed = Base64.getDecoder().decode(String.valueOf(payload.get("sealed")));
        byte[] plain = envelope.open(sealed, place(Current.get().workspace(), row.itemId()));
        return Json.read(new String(plain, StandardCharsets.UTF_8), Words.class);
    }

    private static String place(UUID workspace, UUID letter) {
        return "delivery_letter " + workspace + " " + letter;
    }

    private static String html(String text) {
        String escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        String linked = escaped.replaceAll("(https?://[^\\s<>\"']+)", "<a href=\"$1\">$1</a>");
        return "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"color-scheme\" content=\"light dark\"></head>"
                + "<body style=\"font:16px/1.6 -apple-system,'Segoe UI',Roboto,Arial,sans-serif;max-width:560px;margin:32px auto;"
                + "padding:0 20px\">" + linked.strip().replace("\n", "<br>\n") + "</body></html>\n";
    }
}
