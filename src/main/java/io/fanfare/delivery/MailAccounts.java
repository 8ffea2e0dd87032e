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
import org.springframework.stereotype.Component;

/** The SMTP accounts: those of the workspaces and that of the installation. */
@Component
class MailAccounts {
    private final Credentials credentials;
    private final InstallationSmtp installation;
    /** Read once, so that wrong settings stop the start and not the first mail. */
    private final Optional<Account> ofInstallation;

    private final Cache<UUID, Account> accounts = Caffeine.newBuilder()
            .expireAfterAccess(Duration.ofMinutes(10))
            .maximumSize(10_000)
            .build();

    MailAccounts(Credentials credentials, InstallationSmtp installation) {
        this.credentials = credentials;
        this.installation = installation;
        this.ofInstallation = installation.account();
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
        return ofInstallation;
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

    /** Whether mail of the current workspace is sent by a server. Opens no secret. */
    boolean isConnected() {
        return ofInstallation.isPresent()
                || credentials.inUse(Credential.Kind.SMTP).isPresent();
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
                installation.limits());
        var from = Optional.ofNullable((String) settings.get("from"))
                .flatMap(MailAddress::canonical)
                .map(MailAddress::of);
        // Whoever can create a workspace could otherwise probe the operator's network by naming its hosts.
        return new Account(
                credential.id(),
                smtp,
                from,
                address -> installation.privateHosts() || PublicAddresses.isPublic(address));
    }
}
