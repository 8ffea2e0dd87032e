package io.fanfare.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.identity.Credential;
import io.fanfare.identity.Credentials;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Transactions;
import java.net.InetAddress;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

class MailAccountsTest {
    @Test
    void a_workspace_reaches_no_private_address_unless_the_operator_allows_it() {
        var credential = new Credential.Opened(
                Ids.next(),
                Credential.Kind.SMTP,
                Map.of("host", "127.0.0.1", "port", 25, "security", "none"),
                Map.of("password", "secret"));
        var loopback = InetAddress.getLoopbackAddress();
        try (var asInstalled = new AnnotationConfigApplicationContext()) {
            asInstalled.registerBean(Credentials.class, () -> Api.bean(Credentials.class));
            asInstalled.registerBean(Transactions.class, () -> Api.bean(Transactions.class));
            asInstalled
                    .getBeanFactory()
                    .setConversionService(new org.springframework.boot.convert.ApplicationConversionService());
            asInstalled.register(MailAccounts.class);
            asInstalled.refresh();
            var account = asInstalled.getBean(MailAccounts.class).account(credential);
            assertThat(account.reachable().test(loopback)).isFalse();
        }
        assertThat(Api.bean(MailAccounts.class).account(credential).reachable().test(loopback))
                .isTrue();
    }
}
