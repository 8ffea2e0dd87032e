package io.fanfare.delivery;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;
import io.fanfare.delivery.MailAccounts.Account;
import io.fanfare.delivery.channels.MailMessage;
import io.fanfare.delivery.channels.MimeWriter;
import io.fanfare.delivery.channels.SmtpClient;
import io.fanfare.delivery.channels.SmtpOutcome;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * E-mail by an SMTP server, or into the built-in capture where none is connected. A row is one mail to one address
 * whichever of them takes it, so a change of account can't send it a second time.
 */
class EmailChannel implements Channel {
    static final String CAPTURE = "capture";
    private static final String SMTP = "smtp";

    private final String name;
    private final Supplier<Optional<Account>> account;
    private final CapturedMailStore captured;
    private final Transactions transactions;
    private final Now now;
    private final MailSettings settings;
    /** By the id of the account: two workspaces never share a connection, even if their settings are the same. */
    private final Cache<UUID, SmtpClient> clients = Caffeine.newBuilder()
            .expireAfterAccess(Duration.ofMinutes(10))
            .scheduler(Scheduler.systemScheduler())
            .<UUID, SmtpClient>removalListener((id, client, cause) -> close(client))
            .build();

    EmailChannel(
            String name,
            Supplier<Optional<Account>> account,
            CapturedMailStore captured,
            Transactions transactions,
            Now now,
            MailSettings settings) {
        this.name = name;
        this.account = account;
        this.captured = captured;
        this.transactions = transactions;
        this.now = now;
        this.settings = settings;
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
    public Route route(@Nullable String target) {
        var by = new Sender(account.get().orElse(null), now.instant());
        return by.account() == null
                ? new Route(CAPTURE, 5000, 5000, by)
                : new Route(SMTP + ":" + by.account().id(), settings.perSecond(), settings.perSecond(), by);
    }

    /** The account of a route, null for the capture, and the time that its mails are dated. */
    record Sender(@Nullable Account account, Instant at) {}

    /** A mail with the account that it was packed for; the receipt names it, so it is sent by no other. */
    private record Envelope(MailMessage mail, @Nullable Account account) {}

    @Override
    public Parcel pack(Delivery delivery, Message message, Route route) {
        if (!(message instanceof Message.Mail mail) || !(route.account() instanceof Sender(var by, var at)))
            throw new IllegalArgumentException("only mails are sent by e-mail");
        var packed = new MailMessage(
                "<" + delivery.id() + "@" + settings.host() + ">",
                at,
                mail.from(),
                mail.to(),
                mail.replyTo(),
                mail.subject(),
                mail.html(),
                mail.text(),
                mail.headers());
        return new Parcel(by == null ? CAPTURE : SMTP, MimeWriter.write(packed), new Envelope(packed, by));
    }

    @Override
    public Outcome send(Delivery delivery, Parcel parcel) {
        if (!(parcel.envelope() instanceof Envelope(var mail, var by)))
            throw new IllegalArgumentException("no mail in the parcel");
        if (by == null) {
            boolean system = name.equals(MailChannels.SYSTEM);
            transactions.write(() -> captured.keep(delivery.id(), system, mail, parcel.bytes()));
            return new Outcome.Captured(mail.messageId());
        }
        var from = by.from().orElse(mail.from());
        return switch (client(by).send(from, mail.to(), parcel.bytes())) {
            case SmtpOutcome.Accepted(var reference) -> new Outcome.Accepted(reference);
            case SmtpOutcome.Refused(var code, var text) -> new Outcome.Failed(code + " " + text);
            case SmtpOutcome.TryLater(var code, var text) -> new Outcome.TryLater(code == 0 ? text : code + " " + text);
            case SmtpOutcome.Unknown(var text) -> new Outcome.Unknown(text);
        };
    }

    @Override
    public Optional<Outcome> lookUp(Delivery delivery) {
        if (!CAPTURE.equals(delivery.provider())) return Optional.empty();
        boolean there = transactions.read(() -> captured.has(delivery.id()));
        return Optional.of(
                there
                        ? new Outcome.Captured(null)
                        : new Outcome.TryLater("The server stopped before the mail was captured."));
    }

    private SmtpClient client(Account account) {
        return clients.get(account.id(), id -> new SmtpClient(account.settings(), account.reachable()));
    }

    private static void close(@Nullable SmtpClient client) {
        if (client != null) client.close();
    }
}
