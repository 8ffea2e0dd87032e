package io.fanfare.delivery;

import io.fanfare.delivery.channels.MailAddress;
import io.fanfare.delivery.channels.SmtpSettings;
import io.fanfare.identity.Credential;
import io.fanfare.identity.Credentials;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.PublicAddresses;
import io.fanfare.kernel.Transactions;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The SMTP accounts: that of the current workspace, and that of the installation. */
@Component
class MailAccounts {
    private static final long GOOD_FOR_NANOS = 5_000_000_000L;

    private final @Nullable Account house;
    private final Credentials credentials;
    private final Transactions transactions;
    private final boolean privateHosts;
    private final SmtpSettings.Limits limits;
    private final Map<UUID, Known> known = new ConcurrentHashMap<>();

    MailAccounts(
            Credentials credentials,
            Transactions transactions,
            @Value("${fanfare.smtp.private-hosts:false}") boolean privateHosts,
            @Value("${fanfare.smtp.host:}") String host,
            @Value("${fanfare.smtp.port:587}") int port,
            @Value("${fanfare.smtp.security:starttls}") String security,
            @Value("${fanfare.smtp.username:}") String username,
            @Value("${fanfare.smtp.password:}") String password,
            @Value("${fanfare.smtp.from:}") String from,
            @Value("${fanfare.smtp.read-timeout:60s}") Duration readTimeout) {
        this.credentials = credentials;
        this.transactions = transactions;
        this.limits = SmtpSettings.Limits.usual().withRead(readTimeout);
        // Anybody who may make a workspace owns it: none of them looks around in our own network by naming hosts of it.
        this.privateHosts = privateHosts;
        if (host.isBlank()) {
            house = null;
            return;
        }
        var settings = new SmtpSettings(
                host,
                port,
                SmtpSettings.Security.valueOf(security.toUpperCase(Locale.ROOT)),
                username.isBlank() ? null : username,
                password.isBlank() ? null : password,
                limits);
        // Whoever runs the installation chose this server, so it may be on a private address.
        house = new Account(
                settings, from.isBlank() ? Optional.empty() : Optional.of(MailAddress.of(from)), address -> true);
    }

    /** Where to connect to, who bounces go to, and which addresses may be reached at all. */
    record Account(SmtpSettings settings, Optional<MailAddress> from, Predicate<InetAddress> reachable) {}

    /** What was found for a workspace, and when. */
    private record Known(Optional<Account> account, long at) {}

    /** The account of the installation, which no workspace can change. */
    Optional<Account> house() {
        return Optional.ofNullable(house);
    }

    /** What the current workspace sends by, its own account or else the house's; asked for every mail, so good for five seconds. */
    Optional<Account> current() {
        var workspace = Current.get().workspace();
        var last = known.get(workspace);
        if (last == null || System.nanoTime() - last.at() > GOOD_FOR_NANOS) {
            var own = transactions.read(() -> credentials.find(Credential.Kind.SMTP));
            last = new Known(own.map(this::account), System.nanoTime());
            known.put(workspace, last);
        }
        return last.account().or(this::house);
    }

    /** The account that a credential of a workspace opens. */
    Account account(Credential.Opened credential) {
        var settings = credential.settings();
        var smtp = new SmtpSettings(
                String.valueOf(settings.get("host")),
                ((Number) Objects.requireNonNull(settings.get("port"))).intValue(),
                SmtpSettings.Security.valueOf(
                        String.valueOf(settings.get("security")).toUpperCase(Locale.ROOT)),
                (String) settings.get("username"),
                credential.secret().get("password"),
                limits);
        var from = Optional.ofNullable((String) settings.get("from"))
                .flatMap(MailAddress::canonical)
                .map(MailAddress::of);
        return new Account(smtp, from, address -> privateHosts || PublicAddresses.isPublic(address));
    }
}
