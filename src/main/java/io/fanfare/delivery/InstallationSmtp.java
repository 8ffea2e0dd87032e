package io.fanfare.delivery;

import io.fanfare.delivery.MailAccounts.Account;
import io.fanfare.delivery.channels.MailAddress;
import io.fanfare.delivery.channels.SmtpSettings;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The settings {@code FANFARE_SMTP_…} of the operator, which no workspace can change. */
@Component
record InstallationSmtp(
        @Value("${fanfare.smtp.private-hosts:false}") boolean privateHosts,
        @Value("${fanfare.smtp.host:}") String host,
        @Value("${fanfare.smtp.port:587}") int port,
        @Value("${fanfare.smtp.security:starttls}") String security,
        @Value("${fanfare.smtp.username:}") String username,
        @Value("${fanfare.smtp.password:}") String password,
        @Value("${fanfare.smtp.from:}") String from,
        @Value("${fanfare.smtp.read-timeout:60s}") Duration readTimeout) {
    private static final UUID ID = new UUID(0, 0);

    SmtpSettings.Limits limits() {
        return SmtpSettings.Limits.usual().withRead(readTimeout);
    }

    /** The account of the installation; none if no host is set. */
    Optional<Account> account() {
        if (host.isBlank()) return Optional.empty();
        var settings = new SmtpSettings(
                host,
                port,
                SmtpSettings.Security.valueOf(security.toUpperCase(Locale.ROOT)),
                username.isBlank() ? null : username,
                password.isBlank() ? null : password,
                limits());
        var sender = from.isBlank() ? Optional.<MailAddress>empty() : Optional.of(MailAddress.of(from));
        // The operator chose this server, so it may be on a private address.
        return Optional.of(new Account(ID, settings, sender, address -> true));
    }
}
