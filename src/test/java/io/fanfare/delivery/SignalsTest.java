package io.fanfare.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.Api;
import io.fanfare.Story;
import io.fanfare.delivery.channels.FaultySmtp;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Lane;
import io.fanfare.kernel.Sql;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What mail servers and providers report about mails after they were sent. */
class SignalsTest {
    private final Story story = new Story();
    private final Api owner = story.owner;
    private final FaultySmtp server = new FaultySmtp();
    private String hook = "";
    private String mailing = "";

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @Test
    void a_mail_that_is_composed_is_not_sent_after_its_address_is_suppressed() throws InterruptedException {
        var id = story.mailing(Map.of("recipients", List.of(Map.of("email", "reader@example.com"))))
                .expect(201)
                .id("id");
        story.approve("content", "schedule");
        owner.post("/api/email/" + id + "/send").expect(202);
        var submissions = Api.bean(Submissions.class);
        var channel = Api.context(Channel.class).stream()
                .filter(each -> each.name().equals("email"))
                .findFirst()
                .orElseThrow();
        var house = Current.house(owner.workspace, "test");
        var composed = house.call(() -> {
            var groups = submissions.look(Delivery.Lane.BULK).groups();
            var route = new QueueStore.Route("email", null, null);
            var due = submissions.due(Delivery.Lane.BULK, channel, route, groups, 64);
            return Api.bean(Composition.class).begin(channel, due.route(), due.rows());
        });
        var packed = Composition.await(composed);
        assertThat(packed.packed()).hasSize(1);
        owner.post("/api/suppressions", Map.of("email", "reader@example.com")).expect(201);
        assertThat(house.call(() -> submissions.submit(packed, List.of()))).isEmpty();
        Api.drain();
        assertThat(delivery("reader@example.com").at("/state").asString()).isEqualTo("excluded");
    }

    @Test
    void a_report_with_an_idempotency_key_is_read_like_any_other() {
        connect(Map.of());
        send("gone@example.com");
        String report = report("gone@example.com", "failed", "5.1.1", "smtp; 550 5.1.1 No such user");
        for (int i = 0; i < 2; i++)
            owner.with("Idempotency-Key", "one")
                    .with("Content-Type", "message/rfc822")
                    .post(path("mailbox"), report)
                    .expect(204);
        assertThat(delivery("gone@example.com").at("/state").asString()).isEqualTo("failed");
    }

    @Test
    void a_returned_mail_is_failed_and_an_address_that_does_not_exist_is_suppressed() {
        connect(Map.of());
        send("gone@example.com", "full@example.com", "there@example.com");
        owner.post("/api/contacts", Map.of("email", "gone@example.com")).expect(201);
        assertThat(metrics().at("/delivered").asInt()).isEqualTo(3);

        String report = report("gone@example.com", "failed", "5.1.1", "smtp; 550 5.1.1 No such\r\n user here");
        mailbox(report).expect(204);
        mailbox(report).expect(204);
        mailbox(report("full@example.com", "failed", "5.2.2", "smtp; 552 5.2.2 Mailbox full"))
                .expect(204);
        mailbox(report("there@example.com", "delayed", "4.4.1", "smtp; 421 Try later"))
                .expect(204);

        var gone = delivery("gone@example.com");
        assertThat(gone.at("/state").asString()).isEqualTo("failed");
        assertThat(gone.at("/reason").asString()).isEqualTo("bounced: 550 5.1.1 No such user here");
        assertThat(delivery("full@example.com").at("/state").asString()).isEqualTo("failed");
        assertThat(delivery("there@example.com").at("/state").asString()).isEqualTo("accepted");
        assertThat(suppressed()).isEqualTo(Map.of("gone@example.com", "bounced"));
        assertThat(owner.get("/api/contacts?status=bounced").expect(200).text("items.0.email"))
                .isEqualTo("gone@example.com");
        var metrics = metrics();
        assertThat(metrics.at("/delivered").asInt()).isEqualTo(1);
        assertThat(metrics.at("/failed").asInt()).isEqualTo(2);
        assertThat(metrics.at("/bounces/hard").asInt()).isEqualTo(1);
        assertThat(metrics.at("/bounces/soft").asInt()).isEqualTo(1);
        fold();
        var totals = owner.get("/api/campaigns/" + story.campaign + "/metrics").expect(200);
        assertThat(totals.at("totals.sent").asInt()).isEqualTo(3);
        assertThat(totals.at("totals.delivered").asInt()).isEqualTo(1);
    }

    @Test
    void an_address_is_suppressed_when_three_mails_of_30_days_came_back_and_none_was_read() {
        connect(Map.of());
        returned("old@example.com");
        story.inWorkspace(() -> Api.bean(Sql.class)
                .of("update delivery_signal set at = at - interval '31 days' where workspace_id = :workspace")
                .run());
        returned("full@example.com", "old@example.com", "read@example.com");
        returned("full@example.com", "old@example.com", "read@example.com");
        assertThat(suppressed()).isEmpty();
        story.inWorkspace(() -> {
            var read = Api.bean(LedgerStore.class).find(id("read@example.com")).orElseThrow();
            Api.bean(HitStore.class).insert(Ids.next(), read, Tracking.Kind.OPEN, null, null);
        });
        returned("full@example.com", "read@example.com");
        assertThat(suppressed()).isEqualTo(Map.of("full@example.com", "bounced"));
    }

    /** One mail to each, which comes back because the mailbox is full. */
    private void returned(String... addresses) {
        send(addresses);
        for (String address : addresses)
            mailbox(report(address, "failed", "5.2.2", "smtp; 552 5.2.2 Mailbox full"))
                    .expect(204);
    }

    @Test
    void a_reader_who_reports_a_mail_as_spam_gets_no_more_of_them() {
        connect(Map.of());
        send("angry@example.com", "fine@example.com");
        mailbox(complaint("angry@example.com", "abuse")).expect(204);
        mailbox(complaint("fine@example.com", "not-spam")).expect(204);
        assertThat(suppressed()).isEqualTo(Map.of("angry@example.com", "complained"));
        assertThat(metrics().at("/complaints").asInt()).isEqualTo(1);
        assertThat(delivery("angry@example.com").at("/state").asString()).isEqualTo("accepted");
    }

    @Test
    void a_server_that_knows_no_such_address_says_so_when_the_mail_is_handed_over() {
        connect(Map.of());
        server.refuseNextRecipient("550 5.1.1 No such user");
        send("nobody@example.com");
        assertThat(delivery("nobody@example.com").at("/state").asString()).isEqualTo("failed");
        assertThat(suppressed()).isEqualTo(Map.of("nobody@example.com", "bounced"));
        server.refuseNextRecipient("550 5.7.1 Message rejected");
        send("strict@example.com");
        assertThat(delivery("strict@example.com").at("/state").asString()).isEqualTo("failed");
        assertThat(suppressed()).doesNotContainKey("strict@example.com");
        assertThat(metrics().at("/blocked").asInt()).isEqualTo(1);
    }

    @Test
    void a_call_that_is_not_signed_for_this_workspace_changes_nothing() {
        connect(Map.of());
        send("reader@example.com");
        String report = report("reader@example.com", "failed", "5.1.1", "smtp; 550 5.1.1 No such user");
        String signed = hook;
        for (String wrong : List.of("", "?t=", "?t=x", "?t=" + signed.substring(signed.indexOf('=') + 2)))
            call("/api/hooks/email/mailbox" + wrong, report, Map.of()).refused(401, "hook_unsigned");
        call(path("pigeon"), report, Map.of()).refused(404, "not_found");
        mailbox("anything at all").expect(204);
        mailbox("").expect(204);

        var other = new SignalsTest();
        other.connect(Map.of());
        other.mailbox(report).expect(204);
        assertThat(delivery("reader@example.com").at("/state").asString()).isEqualTo("accepted");
        assertThat(suppressed()).isEmpty();
    }

    @Test
    void a_delivered_mail_is_confirmed_although_the_server_stopped_while_it_was_sent() {
        connect(Map.of());
        send("there@example.com");
        story.inWorkspace(() -> Api.bean(Sql.class)
                .of("update delivery set state = 'submitted', accepted_at = null where workspace_id = :workspace")
                .run());
        mailbox(report("there@example.com", "delivered", "2.0.0", "smtp; 250 2.0.0 OK"))
                .expect(204);
        assertThat(delivery("there@example.com").at("/state").asString()).isEqualTo("confirmed");
    }

    @Test
    void a_report_changes_nothing_but_mails() {
        connect(Map.of());
        story.post(Map.of("scheduledFor", "2026-01-01T09:00:00+01:00")).expect(201);
        story.approve("content", "schedule");
        story.launch();
        Api.drain();
        String target = owner.get("/api/deliveries").expect(200).text("items.0.target");
        assertThat(delivery(target).at("/state").asString()).isEqualTo("confirmed");
        mailbox(report(target, "failed", "5.1.1", "smtp; 550 5.1.1 No such user"))
                .expect(204);
        assertThat(delivery(target).at("/state").asString()).isEqualTo("confirmed");
        assertThat(suppressed()).isEmpty();
    }

    @Test
    void events_of_sendgrid_count_only_with_its_signature() throws Exception {
        var keys = KeyPairGenerator.getInstance("EC").generateKeyPair();
        String key = Base64.getEncoder().encodeToString(keys.getPublic().getEncoded());
        connect(Map.of("webhookKey", key));
        send("gone@example.com", "spam@example.com", "policy@example.com", "out@example.com");
        String events = Json.of(List.of(
                        event(
                                "gone@example.com",
                                "bounce",
                                Map.of("type", "bounce", "status", "5.1.1", "reason", "550")),
                        event("spam@example.com", "spamreport", Map.of()),
                        event("policy@example.com", "bounce", Map.of("type", "blocked", "status", "5.7.1")),
                        event("out@example.com", "group_unsubscribe", Map.of()),
                        event("out@example.com", "something_new", Map.of())))
                .text();
        String now = String.valueOf(Instant.now().getEpochSecond());
        String stale = String.valueOf(Instant.now().minusSeconds(700).getEpochSecond());
        call(path("sendgrid"), events, Map.of()).refused(401, "hook_unsigned");
        call(path("sendgrid"), events + " ", signed(keys, now, events)).refused(401, "hook_unsigned");
        call(path("sendgrid"), events, signed(keys, stale, events)).refused(401, "hook_unsigned");
        assertThat(suppressed()).isEmpty();

        call(path("sendgrid"), events, signed(keys, now, events)).expect(204);
        assertThat(suppressed())
                .isEqualTo(Map.of(
                        "gone@example.com",
                        "bounced",
                        "spam@example.com",
                        "complained",
                        "out@example.com",
                        "unsubscribed"));
        assertThat(delivery("policy@example.com").at("/reason").asString()).startsWith("blocked:");
        assertThat(metrics().at("/unsubscribes").asInt()).isEqualTo(1);
    }

    @Test
    void a_call_reports_about_ten_thousand_mails_at_most_and_about_each_once() throws Exception {
        var keys = KeyPairGenerator.getInstance("EC").generateKeyPair();
        connect(Map.of(
                "webhookKey",
                Base64.getEncoder().encodeToString(keys.getPublic().getEncoded())));
        send("gone@example.com");
        String now = String.valueOf(Instant.now().getEpochSecond());
        var bounce = event("gone@example.com", "bounce", Map.of("type", "bounce", "status", "5.1.1"));
        String same = Json.of(Collections.nCopies(10_001, bounce)).text();
        call(path("sendgrid"), same, signed(keys, now, same)).expect(204);
        assertThat(delivery("gone@example.com").at("/state").asString()).isEqualTo("failed");

        String many = Json.of(Stream.generate(() -> Map.of("event", "bounce", "smtp-id", "<" + Ids.next() + "@x>"))
                        .limit(10_001)
                        .toList())
                .text();
        call(path("sendgrid"), many, signed(keys, now, many)).refused(413, "too_large");
    }

    private void connect(Map<String, String> secret) {
        var settings = Map.of("host", "127.0.0.1", "port", server.port(), "security", "none");
        var created = owner.post(
                        "/api/credentials",
                        Map.of("kind", "smtp", "name", "Mail", "settings", settings, "secret", secret))
                .expect(201);
        hook = created.text("eventsUrl");
        assertThat(owner.get("/api/credentials").expect(200).text("items.0.eventsUrl"))
                .isEqualTo(hook);
    }

    private void send(String... addresses) {
        mailing = story.mailing(Map.of(
                        "name",
                        "To " + addresses[0],
                        "recipients",
                        Arrays.stream(addresses)
                                .map(email -> Map.of("email", email))
                                .toList()))
                .expect(201)
                .text("id");
        story.approve("content", "schedule");
        owner.post("/api/email/" + mailing + "/send").expect(202);
        Api.drain();
    }

    /** The lane beats once a second: worked now, without waiting. */
    private void fold() {
        var lane = Api.context(Lane.class).stream()
                .filter(each -> each.name().equals("analytics_fold"))
                .findFirst()
                .orElseThrow();
        Current.house(owner.workspace, "test").call(lane::work);
    }

    private JsonNode metrics() {
        return owner.get("/api/email/" + mailing + "/metrics").expect(200).json();
    }

    private JsonNode delivery(String address) {
        for (var row : owner.get("/api/deliveries?limit=200").expect(200).json().get("items"))
            if (row.at("/target").asString().equals(address)) return row;
        throw new AssertionError("no mail to " + address);
    }

    private UUID id(String address) {
        return UUID.fromString(delivery(address).at("/id").asString());
    }

    private Map<String, String> suppressed() {
        var found = new HashMap<String, String>();
        for (var one : owner.get("/api/suppressions").expect(200).json().get("items"))
            found.put(one.at("/email").asString(), one.at("/reason").asString());
        return found;
    }

    private String path(String provider) {
        return hook.replaceFirst("^https?://[^/]+", "").replace("{provider}", provider);
    }

    private Api.Answer mailbox(String mail) {
        return call(path("mailbox"), mail, Map.of());
    }

    private static Api.Answer call(String path, String body, Map<String, String> headers) {
        var caller = Api.nobody().with("Content-Type", "message/rfc822");
        for (var header : headers.entrySet()) caller = caller.with(header.getKey(), header.getValue());
        return caller.post(path, body);
    }

    /** As a mail server returns a mail (RFC 3464). */
    private String report(String address, String action, String status, String diagnostic) {
        return """
                From: MAILER-DAEMON@mx.example.com
                To: bounces@example.org
                Subject: Undelivered Mail Returned to Sender
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=delivery-status; boundary="b1"

                --b1
                Content-Type: text/plain; charset=us-ascii

                This is the mail system at host mx.example.com.

                --b1
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.example.com
                Arrival-Date: Sun, 22 Nov 2026 12:00:00 +0000

                Final-Recipient: rfc822; %s
                Action: %s
                Status: %s
                Diagnostic-Code: %s

                --b1
                Content-Type: text/rfc822-headers

                From: news@example.org
                Message-ID: <%s@example.org>

                --b1--
                """.formatted(address, action, status, diagnostic, id(address)).replaceAll("\r?\n", "\r\n");
    }

    /** As a mailbox provider reports a complaint (RFC 5965). */
    private String complaint(String address, String type) {
        return """
                From: feedback@mx.example.com
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=feedback-report; boundary="b1"

                --b1
                Content-Type: text/plain

                This is an email abuse report.

                --b1
                Content-Type: message/feedback-report

                Feedback-Type: %s
                User-Agent: SomeGenerator/1.0
                Version: 1

                --b1
                Content-Type: message/rfc822

                From: news@example.org
                Message-ID: <%s@example.org>

                Hello
                --b1--
                """.formatted(type, id(address)).replace("\n", "\r\n");
    }

    private Map<String, Object> event(String address, String kind, Map<String, String> more) {
        var event = new HashMap<String, Object>(more);
        event.put("email", address);
        event.put("event", kind);
        event.put("smtp-id", "<" + id(address) + "@example.org>");
        return event;
    }

    private static Map<String, String> signed(KeyPair keys, String time, String body) throws GeneralSecurityException {
        var signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(keys.getPrivate());
        signature.update((time + body).getBytes(StandardCharsets.UTF_8));
        return Map.of(
                "X-Twilio-Email-Event-Webhook-Timestamp",
                time,
                "X-Twilio-Email-Event-Webhook-Signature",
                Base64.getEncoder().encodeToString(signature.sign()));
    }
}
