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
import java.util.function.Supplier;

/**
 * E-mail, by an SMTP server, else into the built-in capture. A row is one mail to one address whichever of them takes it,
 * so a change of provider can't send it a second time.
 */
class EmailChannel implements Channel {
    static final String CAPTURE = "capture";
    private static final String SMTP = "smtp";

    private final String name;
    private final Supplier<Optional<MailAccounts.Account>> account;
    private final CapturedMails captured;
    private final Transactions transactions;
    private final String host;
    private final double perSecond;
    private final Map<SmtpSettings, SmtpClient> clients = new ConcurrentHashMap<>();

    EmailChannel(
            String name,
            Supplier<Optional<MailAccounts.Account>> account,
            CapturedMails captured,
            Transactions transactions,
            String host,
            double perSecond) {
        this.name = name;
        this.account = account;
        this.captured = captured;
        this.transactions = transactions;
        this.host = host;
        this.perSecond = perSecond;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int window() {
        return 32;
    }

    @Override
    public Limit limit() {
        var taken = account.get();
        if (taken.isEmpty()) return new Limit(CAPTURE, 5000, 5000);
        var settings = taken.get().settings();
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
        String provider = account.get().isPresent() ? SMTP : CAPTURE;
        return new Parcel(provider, MimeWriter.write(whole), whole);
    }

    @Override
    public Outcome send(Delivery delivery, Parcel parcel) {
        if (!(parcel.envelope() instanceof MailMessage mail))
            throw new IllegalArgumentException("no mail in the parcel");
        var taken = account.get();
        // What was packed for the capture stays there, and the other way round: the receipt names the provider.
        if (parcel.provider().equals(CAPTURE)) {
            transactions.write(() ->
                    captured.keep(delivery.id(), delivery.itemKind().equals(HouseLetters.KIND), mail, parcel.bytes()));
            return new Outcome.Confirmed(mail.messageId());
        }
        if (taken.isEmpty()) return new Outcome.TryLater("The SMTP account has just been removed.");
        return switch (client(taken.get()).send(envelopeFrom(taken.get(), mail), mail.to(), parcel.bytes())) {
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
