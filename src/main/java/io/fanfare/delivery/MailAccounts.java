package io.fanfare.delivery;

import io.fanfare.delivery.channels.MailAddress;
import io.fanfare.delivery.channels.SmtpSettings;
import java.net.InetAddress;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Which SMTP account the current workspace sends by. */
@Component
class MailAccounts {
    private final @Nullable Account house;

    MailAccounts(
            @Value("${fanfare.smtp.host:}") String host,
            @Value("${fanfare.smtp.port:587}") int port,
            @Value("${fanfare.smtp.security:starttls}") String security,
            @Value("${fanfare.smtp.username:}") String username,
            @Value("${fanfare.smtp.password:}") String password,
            @Value("${fanfare.smtp.from:}") String from) {
        if (host.isBlank()) {
            house = null;
            return;
        }
        var settings = new SmtpSettings(
                host,
                port,
                SmtpSettings.Security.valueOf(security.toUpperCase(java.util.Locale.ROOT)),
                username.isBlank() ? null : username,
                password.isBlank() ? null : password);
        // Whoever runs the installation chose this server, so it may be on a private address.
        house = new Account(
                settings, from.isBlank() ? Optional.empty() : Optional.of(MailAddress.of(from)), address -> true);
    }

    /** Where to connect to, who bounces go to, and which addresses may be reached at all. */
    record Account(SmtpSettings settings, Optional<MailAddress> from, Predicate<InetAddress> reachable) {}

    Optional<Account> current() {
        return Optional.ofNullable(house);
    }
}
