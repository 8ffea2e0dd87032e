package io.fanfare.delivery.channels;

import static io.fanfare.delivery.channels.FaultySmtp.Fault.drop;
import static io.fanfare.delivery.channels.FaultySmtp.Fault.hang;
import static io.fanfare.delivery.channels.FaultySmtp.Fault.reply;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fanfare.RefusedPort;
import io.fanfare.delivery.channels.FaultySmtp.Step;
import io.fanfare.delivery.channels.SmtpOutcome.Accepted;
import io.fanfare.delivery.channels.SmtpOutcome.Refused;
import io.fanfare.delivery.channels.SmtpOutcome.TryLater;
import io.fanfare.delivery.channels.SmtpOutcome.Unknown;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SmtpClientTest {
    private static final MailAddress FROM = MailAddress.of("news@example.com");
    private static final MailAddress TO = MailAddress.of("ada@example.org");
    private static final byte[] MIME = "Subject: Hello\r\n\r\nHello Ada.\r\n.\r\n..two dots\r\n".getBytes(UTF_8);
    private static final byte[] LONG =
            ("Subject: Long\r\n\r\n" + "a line of a long mail\r\n".repeat(400_000)).getBytes(UTF_8);

    private final FaultySmtp server = new FaultySmtp();
    private final SmtpClient client = client(server, Duration.ofSeconds(30));

    private static SmtpClient client(FaultySmtp server, Duration idle) {
        return client(server.port(), idle);
    }

    private static SmtpClient client(int port, Duration idle) {
        var limits =
                new SmtpSettings.Limits(4, Duration.ofSeconds(2), Duration.ofMillis(400), Duration.ofMillis(400), idle);
        return new SmtpClient(settings(port, SmtpSettings.Security.NONE, limits), address -> true);
    }

    private static SmtpSettings settings(int port, SmtpSettings.Security security, SmtpSettings.Limits limits) {
        return new SmtpSettings("127.0.0.1", port, security, null, null, limits);
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        server.close();
    }

    private SmtpOutcome send() {
        return client.send(FROM, TO, MIME);
    }

    @Test
    void an_accepted_mail_arrives_byte_for_byte_with_the_servers_reference() {
        assertThat(send()).isEqualTo(new Accepted("2.0.0 queued as 1"));
        assertThat(server.taken)
                .containsExactly(
                        new FaultySmtp.Taken("news@example.com", "ada@example.org", new String(MIME, ISO_8859_1)));
    }

    @Test
    void a_connection_is_used_again() {
        IntStream.range(0, 5).forEach(i -> assertThat(send()).isInstanceOf(Accepted.class));
        assertThat(server.connections).hasValue(1);
    }

    @Test
    void many_at_once_share_a_bounded_number_of_connections() throws InterruptedException {
        var outcomes = new ConcurrentLinkedQueue<SmtpOutcome>();
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < 100; i++) {
            threads.add(Thread.ofVirtual().start(() -> outcomes.add(send())));
        }
        for (var thread : threads) {
            thread.join();
        }
        assertThat(outcomes).hasSize(100).allMatch(Accepted.class::isInstance);
        assertThat(server.taken).hasSize(100);
        assertThat(server.connections.get()).isLessThanOrEqualTo(4);
    }

    @Test
    void a_refused_recipient_is_refused_for_good_and_the_connection_goes_on() {
        server.next(reply(Step.RCPT, "550 5.1.1 no such person"));
        assertThat(send()).isEqualTo(new Refused(550, "5.1.1 no such person"));
        assertThat(send()).isInstanceOf(Accepted.class);
        assertThat(server.connections).hasValue(1);
    }

    @Test
    void a_busy_server_at_any_step_means_later() {
        for (var step : new Step[] {Step.MAIL, Step.RCPT, Step.DATA, Step.DOT}) {
            server.next(reply(step, "451 4.3.0 busy"));
            assertThat(send()).as("%s", step).isEqualTo(new TryLater(451, "4.3.0 busy"));
        }
        assertThat(server.taken).isEmpty();
        assertThat(send()).isInstanceOf(Accepted.class);
    }

    @Test
    void a_refused_content_is_refused_for_good() {
        server.next(reply(Step.DOT, "554 5.7.1 spam"));
        assertThat(send()).isEqualTo(new Refused(554, "5.7.1 spam"));
    }

    @Test
    void a_refusal_stays_a_refusal_when_the_server_hangs_up_after_it() {
        server.next(reply(Step.DOT, "554 5.7.1 spam").thenDrop());
        assertThat(send()).isEqualTo(new Refused(554, "5.7.1 spam"));
        server.next(reply(Step.DOT, "421 4.3.2 going down").thenDrop());
        assertThat(send()).isEqualTo(new TryLater(421, "4.3.2 going down"));
        server.next(reply(Step.RCPT, "550 5.1.1 unknown").thenDrop());
        assertThat(send()).isEqualTo(new Refused(550, "5.1.1 unknown"));
        assertThat(send()).isInstanceOf(Accepted.class);
    }

    @Test
    void a_line_that_drops_before_the_content_means_later() {
        for (var step : new Step[] {Step.CONNECT, Step.EHLO, Step.MAIL, Step.RCPT, Step.DATA}) {
            server.next(drop(step));
            assertThat(send()).as("%s", step).isInstanceOf(TryLater.class);
        }
        assertThat(server.taken).isEmpty();
    }

    @Test
    void a_server_that_hangs_before_the_content_means_later() {
        for (var step : new Step[] {Step.CONNECT, Step.EHLO, Step.MAIL, Step.RCPT, Step.DATA}) {
            server.next(hang(step));
            assertThat(send()).as("%s", step).isInstanceOf(TryLater.class);
        }
        assertThat(send()).isInstanceOf(Accepted.class);
    }

    @Test
    void a_line_that_drops_in_the_middle_of_a_long_content_means_later() {
        server.next(drop(Step.CONTENT));
        assertThat(client.send(FROM, TO, LONG)).isInstanceOf(TryLater.class);
        assertThat(server.taken).isEmpty();
    }

    @Test
    void a_server_that_stops_reading_a_long_content_means_later() {
        server.next(hang(Step.CONTENT));
        assertThat(client.send(FROM, TO, LONG)).isInstanceOf(TryLater.class);
        assertThat(server.taken).isEmpty();
    }

    @Test
    void no_answer_after_the_final_dot_is_unknown_whether_it_was_taken_or_not() {
        server.next(drop(Step.DOT));
        assertThat(send()).isInstanceOf(Unknown.class);
        server.next(drop(Step.DOT).butTaken());
        assertThat(send()).isInstanceOf(Unknown.class);
        server.next(hang(Step.DOT));
        assertThat(send()).isInstanceOf(Unknown.class);
        server.next(hang(Step.DOT).butTaken());
        assertThat(send()).isInstanceOf(Unknown.class);
        assertThat(server.taken).hasSize(2);
    }

    @Test
    void an_answer_to_the_final_dot_that_makes_no_sense_is_unknown() {
        server.next(reply(Step.DOT, "hello there"));
        assertThat(send()).isInstanceOf(Unknown.class);
        server.next(reply(Step.DOT, "354 go on"));
        assertThat(send()).isInstanceOf(Unknown.class);
        assertThat(send()).isInstanceOf(Accepted.class);
    }

    @Test
    void a_short_content_that_the_server_drops_is_never_said_to_be_accepted_or_refused() {
        server.next(drop(Step.CONTENT));
        assertThat(send()).isInstanceOfAny(Unknown.class, TryLater.class);
        assertThat(server.taken).isEmpty();
    }

    @Test
    void a_kept_connection_that_the_server_closed_meanwhile_costs_nothing() throws IOException {
        assertThat(send()).isInstanceOf(Accepted.class);
        server.dropIdleConnections();
        assertThat(send()).isInstanceOf(Accepted.class);
        server.next(reply(Step.MAIL, "421 4.4.2 idle too long").thenDrop());
        assertThat(send()).isInstanceOf(Accepted.class);
        assertThat(server.taken).hasSize(3);
        assertThat(server.connections).hasValue(3);
    }

    @Test
    void a_new_connection_that_fails_is_not_tried_again_at_once() {
        server.next(reply(Step.MAIL, "421 4.3.2 not now").thenDrop());
        assertThat(send()).isEqualTo(new TryLater(421, "4.3.2 not now"));
        assertThat(server.connections).hasValue(1);
    }

    @Test
    void idle_connections_are_closed_after_their_time() {
        var brief = client(server, Duration.ZERO);
        assertThat(brief.send(FROM, TO, MIME)).isInstanceOf(Accepted.class);
        assertThat(brief.send(FROM, TO, MIME)).isInstanceOf(Accepted.class);
        assertThat(server.connections).hasValue(2);
    }

    @Test
    void a_refused_connection_means_later_and_says_so() throws IOException {
        try (var refused = new RefusedPort();
                var none = client(refused.number(), Duration.ofSeconds(30))) {
            assertThat(none.send(FROM, TO, MIME)).isInstanceOfSatisfying(TryLater.class, later -> {
                assertThat(later.code()).isZero();
                assertThat(later.text()).contains("No connection to the mail server");
            });
            assertThat(none.findProblem()).isPresent();
        }
    }

    @Test
    void a_server_without_starttls_gets_no_mail_where_starttls_is_set() {
        try (var strict = new SmtpClient(
                settings(server.port(), SmtpSettings.Security.STARTTLS, SmtpSettings.Limits.usual()),
                address -> true)) {
            assertThat(strict.send(FROM, TO, MIME))
                    .isInstanceOfSatisfying(
                            TryLater.class, later -> assertThat(later.text()).contains("STARTTLS is required"));
        }
        assertThat(server.taken).isEmpty();
    }

    @Test
    void an_address_that_may_not_be_reached_is_never_connected_to() {
        try (var walled = new SmtpClient(
                settings(server.port(), SmtpSettings.Security.NONE, SmtpSettings.Limits.usual()), address -> false)) {
            assertThat(walled.send(FROM, TO, MIME)).isInstanceOf(TryLater.class);
            assertThat(walled.findProblem())
                    .hasValueSatisfying(why -> assertThat(why.text()).contains("not on the public internet"));
        }
        assertThat(server.connections).hasValue(0);
    }

    @Test
    void a_wrong_password_means_later_and_is_told() throws IOException {
        try (var guarded = new FaultySmtp("250 AUTH PLAIN", true);
                var stranger = new SmtpClient(
                        new SmtpSettings("127.0.0.1", guarded.port(), SmtpSettings.Security.NONE, "ada", "wrong"),
                        address -> true)) {
            assertThat(stranger.findProblem()).isPresent();
            assertThat(stranger.send(FROM, TO, MIME)).isInstanceOf(TryLater.class);
            assertThat(guarded.taken).isEmpty();
        }
        assertThat(client.findProblem()).isEmpty();
    }

    @Test
    void whatever_fails_while_many_are_sent_the_outcome_is_true_for_each() throws InterruptedException {
        var random = new Random(11);
        for (int i = 0; i < 400; i++) {
            server.next(anyFault(random, i));
        }
        var outcomes = new ConcurrentHashMap<Integer, SmtpOutcome>();
        var next = new AtomicInteger();
        var threads = IntStream.range(0, 12)
                .mapToObj(t -> Thread.ofVirtual().start(() -> {
                    for (int i = next.getAndIncrement(); i < 1500; i = next.getAndIncrement()) {
                        outcomes.put(i, client.send(FROM, MailAddress.of("person" + i + "@example.org"), MIME));
                    }
                }))
                .toList();
        for (var thread : threads) {
            thread.join();
        }
        var copies = server.taken.stream().collect(Collectors.groupingBy(FaultySmtp.Taken::to, Collectors.counting()));
        outcomes.forEach((i, outcome) -> {
            var arrived = copies.getOrDefault("person" + i + "@example.org", 0L);
            switch (outcome) {
                case Accepted accepted ->
                    assertThat(arrived).as("%s %s", i, accepted).isEqualTo(1);
                case Refused refused ->
                    assertThat(arrived).as("%s %s", i, refused).isZero();
                case TryLater later -> assertThat(arrived).as("%s %s", i, later).isZero();
                case Unknown unknown ->
                    assertThat(arrived).as("%s %s", i, unknown).isLessThanOrEqualTo(1);
            }
        });
        assertThat(outcomes).hasSize(1500);
        assertThat(outcomes.values())
                .hasAtLeastOneElementOfType(Unknown.class)
                .hasAtLeastOneElementOfType(Refused.class);
    }

    private static FaultySmtp.Fault anyFault(Random random, int i) {
        var steps = Step.values();
        var step = steps[random.nextInt(steps.length)];
        if (i % 50 == 0) {
            return hang(step);
        }
        return switch (random.nextInt(5)) {
            case 0 -> drop(step);
            case 1 -> drop(Step.DOT).butTaken();
            case 2 -> reply(Step.MAIL, "421 4.4.2 idle too long").thenDrop();
            case 3 -> reply(step == Step.CONTENT ? Step.RCPT : step, "451 4.3.0 busy");
            default -> reply(Step.DOT, "550 5.7.1 no").thenDrop();
        };
    }

    @Test
    void the_password_is_in_no_log_line() {
        var settings = new SmtpSettings("mail.example.com", 587, SmtpSettings.Security.STARTTLS, "ada", "geheim");
        assertThat(settings.toString()).doesNotContain("geheim");
    }
}
