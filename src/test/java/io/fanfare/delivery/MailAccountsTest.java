package io.fanfare.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.Story;
import io.fanfare.delivery.MailAccounts.Account;
import io.fanfare.delivery.channels.FaultySmtp;
import io.fanfare.delivery.channels.MailAddress;
import io.fanfare.delivery.channels.SmtpSettings;
import io.fanfare.identity.Credential;
import io.fanfare.identity.Credentials;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Transactions;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
            asInstalled
                    .getBeanFactory()
                    .setConversionService(new org.springframework.boot.convert.ApplicationConversionService());
            asInstalled.register(InstallationSmtp.class, MailAccounts.class);
            asInstalled.refresh();
            var account = asInstalled.getBean(MailAccounts.class).account(credential);
            assertThat(account.reachable().test(loopback)).isFalse();
        }
        assertThat(Api.bean(MailAccounts.class).account(credential).reachable().test(loopback))
                .isTrue();
    }

    @Test
    void mail_sent_right_after_an_account_is_connected_or_removed_goes_by_the_right_one() throws Exception {
        var story = new Story();
        var owner = story.owner;
        String before = mailing(story, "before");
        String after = mailing(story, "after");
        String last = mailing(story, "last");
        story.approve("content", "schedule");
        owner.post("/api/email/" + before + "/send").expect(202);
        Api.drain();
        try (var server = new FaultySmtp()) {
            var credential = owner.post(
                            "/api/credentials",
                            Map.of(
                                    "kind",
                                    "smtp",
                                    "name",
                                    "Mail",
                                    "settings",
                                    Map.of("host", "127.0.0.1", "port", server.port(), "security", "none")))
                    .expect(201)
                    .text("id");
            owner.post("/api/email/" + after + "/send").expect(202);
            Api.drain();
            assertThat(server.taken).extracting(FaultySmtp.Taken::to).containsExactly("after@example.com");
            owner.delete("/api/credentials/" + credential).expect(204);
            owner.post("/api/email/" + last + "/send").expect(202);
            Api.drain();
            assertThat(server.taken).hasSize(1);
        }
        assertThat(state(owner, before)).isEqualTo("captured");
        assertThat(state(owner, after)).isEqualTo("accepted");
        assertThat(state(owner, last)).isEqualTo("captured");
    }

    @Test
    void two_accounts_with_the_same_settings_share_no_connection() throws Exception {
        try (var server = new FaultySmtp()) {
            var settings = new SmtpSettings("127.0.0.1", server.port(), SmtpSettings.Security.NONE, null, null);
            var walled = new Account(Ids.next(), settings, Optional.empty(), address -> false);
            var free = new Account(Ids.next(), settings, Optional.empty(), address -> true);
            var channel = new EmailChannel(
                    "email",
                    Optional::empty,
                    Api.bean(CapturedMailStore.class),
                    Api.bean(Transactions.class),
                    Api.bean(Now.class),
                    Api.bean(MailSettings.class));
            assertThat(send(channel, walled)).isInstanceOf(Channel.Outcome.TryLater.class);
            assertThat(send(channel, free)).isInstanceOf(Channel.Outcome.Accepted.class);
            assertThat(send(channel, walled)).isInstanceOf(Channel.Outcome.TryLater.class);
            assertThat(server.taken).hasSize(1);
        }
    }

    private static Channel.Outcome send(EmailChannel channel, Account account) {
        var to = MailAddress.of("reader@example.com");
        var mail =
                new Message.Mail(MailAddress.of("news@example.com"), to, null, "Hello", "<p>Hello", "Hello", Map.of());
        var row = row(to.address());
        return Current.house(Ids.next(), "test").call(() -> {
            var sender = new EmailChannel.Sender(account, Instant.EPOCH);
            var parcel = channel.pack(row, mail, new Channel.Route("test", 10, 10, sender));
            return channel.send(row, parcel);
        });
    }

    private static Delivery row(String target) {
        return new Delivery(
                Ids.next(),
                "email",
                Delivery.Lane.BULK,
                target,
                null,
                "mailing",
                Ids.next(),
                "digest",
                null,
                null,
                null,
                Delivery.State.SUBMITTED,
                null,
                Instant.EPOCH,
                1,
                1,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                Instant.EPOCH,
                false,
                null,
                null);
    }

    private static String mailing(Story story, String name) {
        var recipients = List.of(Map.of("email", name + "@example.com"));
        return story.mailing(Map.of("recipients", recipients, "subject", "Hello", "markdown", "Hello"))
                .expect(201)
                .text("id");
    }

    private static String state(Api owner, String mailing) {
        return owner.get("/api/deliveries?itemId=" + mailing).expect(200).text("items.0.state");
    }
}
