package io.fanfare.delivery;

import io.fanfare.kernel.Now;
import io.fanfare.kernel.Transactions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Mail of a workspace is sent by its own account. System mail may contain a link that signs its reader in, so it is sent
 * by the account of the installation only: the owner of a workspace's mail account can't read a password reset.
 */
@Configuration(proxyBeanMethods = false)
class MailChannels {
    static final String MAILINGS = "email";
    static final String SYSTEM = "letter";

    @Bean
    Channel emailChannel(
            MailAccounts accounts,
            CapturedMailStore captured,
            Transactions transactions,
            Now now,
            MailSettings settings) {
        return new EmailChannel(MAILINGS, accounts::current, captured, transactions, now, settings);
    }

    @Bean
    Channel systemMailChannel(
            MailAccounts accounts,
            CapturedMailStore captured,
            Transactions transactions,
            Now now,
            MailSettings settings) {
        return new EmailChannel(SYSTEM, accounts::installation, captured, transactions, now, settings);
    }
}
