package io.fanfare.delivery;

import io.fanfare.kernel.Transactions;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What a workspace mails leaves by its own account. What the house writes may let its reader in, so it leaves by the
 * account of the installation or not at all: whoever keeps the account of a workspace reads no password reset.
 */
@Configuration(proxyBeanMethods = false)
class MailChannels {
    static final String LETTER = "letter";

    private final CapturedMails captured;
    private final Transactions transactions;
    private final String host;
    private final double perSecond;

    MailChannels(
            CapturedMails captured,
            Transactions transactions,
            @Value("${fanfare.mail.host:fanfare.localdomain}") String host,
            @Value("${fanfare.mail.rate:500}") double perSecond) {
        this.captured = captured;
        this.transactions = transactions;
        this.host = host;
        this.perSecond = perSecond;
    }

    @Bean
    Channel emailChannel(MailAccounts accounts) {
        return new EmailChannel("email", accounts::current, captured, transactions, host, perSecond);
    }

    @Bean
    Channel letterChannel(MailAccounts accounts) {
        return new EmailChannel(LETTER, accounts::house, captured, transactions, host, perSecond);
    }
}
