package io.fanfare.delivery;

import io.fanfare.delivery.channels.MailAddress;
import io.fanfare.identity.Letters;
import io.fanfare.identity.Workspaces;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Envelope;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Now;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** What the house writes to one person, as a row of the ledger like everything that leaves. It may hold a secret, so it is sealed. */
@Component
class HouseLetters implements Letters, Composer {
    static final String KIND = "letter";

    private final Deliveries deliveries;
    private final MailAccounts accounts;
    private final Workspaces workspaces;
    private final Envelope envelope;
    private final Now now;
    private final String host;

    HouseLetters(
            Deliveries deliveries,
            MailAccounts accounts,
            Workspaces workspaces,
            Envelope envelope,
            Now now,
            @Value("${fanfare.mail.host:fanfare.localdomain}") String host) {
        this.deliveries = deliveries;
        this.accounts = accounts;
        this.workspaces = workspaces;
        this.envelope = envelope;
        this.now = now;
        this.host = host;
    }

    /** What a letter says. */
    record Words(String subject, String text) {}

    @Override
    public void send(UUID workspace, String to, String subject, String text) {
        if (!Current.get().workspace().equals(workspace))
            throw new IllegalArgumentException("a letter is written in the workspace it is about");
        var id = Ids.next();
        byte[] sealed = envelope.seal(
                Json.of(new Words(subject, text)).text().getBytes(StandardCharsets.UTF_8), place(workspace, id));
        deliveries.plan(List.of(new Delivery.Planned(
                Ids.next(),
                MailChannels.LETTER,
                Delivery.Lane.SINGLE,
                MailAddress.canonical(to).orElse(to),
                KIND,
                id,
                Json.digest(id),
                null,
                null,
                now.instant(),
                Map.of("sealed", Base64.getEncoder().encodeToString(sealed)))));
    }

    @Override
    public String itemKind() {
        return KIND;
    }

    @Override
    public Map<UUID, Message> compose(List<Delivery> rows) {
        var from = new MailAddress(
                accounts.house()
                        .flatMap(MailAccounts.Account::from)
                        .map(MailAddress::address)
                        .orElse("no-reply@" + host),
                workspaces.current().name());
        var messages = new HashMap<UUID, Message>();
        for (var row : rows) messages.put(row.id(), letter(from, row));
        return messages;
    }

    private Message letter(MailAddress from, Delivery row) {
        var to = MailAddress.canonical(row.target());
        if (to.isEmpty()) return new Message.Excluded("this is no address that mail can be sent to");
        var words = open(row);
        return new Message.Mail(
                from,
                MailAddress.of(to.get()),
                null,
                words.subject(),
                html(words.text()),
                words.text(),
                Map.of("Auto-Submitted", "auto-generated"));
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
