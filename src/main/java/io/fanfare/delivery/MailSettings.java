package io.fanfare.delivery;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** What all mail of this installation has in common. */
@Component
final class MailSettings {
    private final String host;
    private final double perSecond;

    MailSettings(
            @Value("${fanfare.mail.host:fanfare.localdomain}") String host,
            @Value("${fanfare.mail.rate:500}") double perSecond) {
        this.host = host;
        this.perSecond = perSecond;
    }

    /** The host name in message ids and in the sender of system mail. */
    String host() {
        return host;
    }

    /** How many mails one account may send per second. */
    double perSecond() {
        return perSecond;
    }
}
