package io.fanfare.delivery;

import io.fanfare.delivery.channels.MailAddress;
import io.fanfare.delivery.channels.MailMessage;
import io.fanfare.delivery.channels.MimeWriter;
import io.fanfare.delivery.channels.SmtpClient;
import io.fanfare.delivery.channels.SmtpSettings;
import io.fanfare.kernel.Transactions;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * E-mail, by the SMTP server of the workspace, else by that of the installation, else into the built-in capture. A row is
 * one mail to one address whichever of them takes it, so a change of provider can't send it a second time.
 */
@Component
class EmailChannel implements Channel {
    private static final String CAPTURE = "capture";
    private static final String SMTP = "smtp";

    private final CapturedMails captured;
    private final MailAccounts accounts;
    private final Transactions transactions;
    private final String host;
    private final double perSecond;
    private final Map<SmtpSettings, SmtpClient> clients = new ConcurrentHashMap<>();

    EmailChannel(
            CapturedMails captured,
            MailAccounts accounts,
            Transactions transactions,
            @Value("${fanfare.mail.host:fanfare.localdomain}") String host,
            @Value("${fanfare.mail.rate:500}") double perSecond) {
        this.captured = captured;
        this.accounts = accounts;
        this.transactions = transactions;
        this.host = host;
        this.perSecond = perSecond;
    }

    @Override
    public String name() {
        return "email";
    }

    @Override
    public int window() {
        return 32;
    }

    @Override
    public Limit limit() {
        var account = accounts.current();
        if (account.isEmpty()) return new Limit(CAPTURE, 5000, 5000);
        var settings = account.get().settings();
        String bucket = SMTP + ":" + settings.host() + ":" + settings.port() + ":" + settings.username();
        return new Limit(bucket, perSecond, perSecond);
    }

    @Override
    public Parcel pack(Delivery delivery, Message message) {
        if (!(message instanceof Message.Mail mail)) throw new IllegalArgumentException("only mails leave by e-mail");
        String messageId = "<" + delivery.id() + "@" + host + ">";
        var whole = new MailMessage(
                messageId,
                Instant.now(),
                mail.from(),
                mail.to(),
                mail.replyTo(),
                mail.subject(),
                mail.html(),
                mail.text(),
                mail.headers());
        String provider = accounts.current().isPresent() ? SMTP : CAPTURE;
        return new Parcel(provider, MimeWriter.write(whole), whole);
    }

    @Override
    public Outcome send(Delivery delivery, Parcel parcel) {
        if (!(parcel.envelope() instanceof MailMessage mail))
            throw new IllegalArgumentException("no mail in the parcel");
        var account = accounts.current();
        // What was packed for the capture stays there, and the other way round: the receipt names the provider.
        if (parcel.provider().equals(CAPTURE)) {
            transactions.write(() ->
                    captured.keep(delivery.id(), delivery.itemKind().equals(HouseLetters.KIND), mail, parcel.bytes()));
            return new Outcome.Confirmed(mail.messageId());
        }
        if (account.isEmpty()) return new Outcome.TryLater("The SMTP account has just been removed.");
        return switch (client(account.get()).send(envelopeFrom(account.get(), mail), mail.to(), parcel.bytes())) {
            case io.fanfare.delivery.channels.Outcome.Accepted(var reference) -> new Outcome.Accepted(reference);
            case io.fanfare.delivery.channels.Outcome.Refused(var code, var text) ->
                new Outcome.Failed(code + " " + text);
            case io.fanfare.delivery.channels.Outcome.TryLater(var code, var text) ->
                new Outcome.TryLater(code == 0 ? text : code + " " + text);
            case io.fanfare.delivery.channels.Outcome.Unknown(var text) -> new Outcome.Unknown(text);
        };
    }

    @Override
    public Optional<Outcome> lookUp(Delivery delivery) {
        if (!CAPTURE.equals(delivery.provider())) return Optional.empty();
        boolean there = transactions.read(() -> captured.has(delivery.id()));
        return Optional.of(
                there
                        ? new Outcome.Confirmed(null)
                        : new Outcome.TryLater("The server stopped before the capture had it."));
    }

    private SmtpClient client(MailAccounts.Account account) {
        return clients.computeIfAbsent(account.settings(), settings -> new SmtpClient(settings, account.reachable()));
    }

    private static MailAddress envelopeFrom(MailAccounts.Account account, MailMessage mail) {
        return account.from().orElse(mail.from());
    }
}
