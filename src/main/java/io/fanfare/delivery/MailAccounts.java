package io.fanfare.delivery;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.fanfare.delivery.channels.MailAddress;
import io.fanfare.delivery.channels.SmtpSettings;
import io.fanfare.identity.Credential;
import io.fanfare.identity.Credentials;
import io.fanfare.kernel.PublicAddresses;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The SMTP accounts: those of the workspaces and that of the installation. */
@Component
class MailAccounts {
    /** The id of the account of the installation. */
    private static final UUID INSTALLATION = new UUID(0, 0);

    private final @Nullable Account installation;
    private final Credentials credentials;
    private final boolean privateHosts;
    private final SmtpSettings.Limits limits;
    private final Cache<UUID, Account> accounts = Caffeine.newBuilder()
            .expireAfterAccess(Duration.ofMinutes(10))
            .maximumSize(10_000)
            .build();

    MailAccounts(
            Credentials credentials,
            @Value("${fanfare.smtp.private-hosts:false}") boolean privateHosts,
            @Value("${fanfare.smtp.host:}") String host,
            @Value("${fanfare.smtp.port:587}") int port,
            @Value("${fanfare.smtp.security:starttls}") String security,
            @Value("${fanfare.smtp.username:}") String username,
            @Value("${fanfare.smtp.password:}") String password,
            @Value("${fanfare.smtp.from:}") String from,
            @Value("${fanfare.smtp.read-timeout:60s}") Duration readTimeout) {
        this.credentials = credentials;
        this.limits = SmtpSettings.Limits.usual().withRead(readTimeout);
        // Whoever can create a workspace could otherwise probe our own network by naming its hosts.
        this.privateHosts = privateHosts;
        if (host.isBlank()) {
            installation = null;
            return;
        }
        var settings = new SmtpSettings(
                host,
                port,
                SmtpSettings.Security.valueOf(security.toUpperCase(Locale.ROOT)),
                username.isBlank() ? null : username,
                password.isBlank() ? null : password,
                limits);
        // The operator chose this server, so it may be on a private address.
        installation = new Account(
                INSTALLATION,
                settings,
                from.isBlank() ? Optional.empty() : Optional.of(MailAddress.of(from)),
                address -> true);
    }

    /**
     * An SMTP account.
     *
     * @param id of the credential it was opened from, which never changes
     * @param from receives bounces
     * @param reachable which addresses may be connected to
     */
    record Account(UUID id, SmtpSettings settings, Optional<MailAddress> from, Predicate<InetAddress> reachable) {}

    /** The account of the installation, which no workspace can change. */
    Optional<Account> installation() {
        return Optional.ofNullable(installation);
    }

    /**
     * The account of the current workspace, or else that of the installation. Which one it is is read in the transaction of
     * the caller, so an account that was just connected or removed counts at once, on every node.
     */
    Optional<Account> current() {
        return credentials
                .inUse(Credential.Kind.SMTP)
                .map(id -> accounts.get(id, key -> account(credentials.open(key))))
                .or(this::installation);
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
        return new Account(credential.id(), smtp, from, address -> privateHosts || PublicAddresses.isPublic(address));
    }
}
