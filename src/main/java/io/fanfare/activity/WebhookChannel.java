package io.fanfare.activity;

import io.fanfare.activity.WebhookCalls.Endpoint;
import io.fanfare.activity.WebhookCalls.Reply;
import io.fanfare.delivery.Channel;
import io.fanfare.delivery.Delivery;
import io.fanfare.delivery.Message;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Transactions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Sends events to webhooks. The item of a row is the webhook, its target the event. A call whose answer was lost is made again with
 * the same id, as Standard Webhooks asks: receivers drop what they have seen.
 */
@Component
class WebhookChannel implements Channel {
    static final String NAME = "webhook";

    /** The waits after the attempts of one event; after the last one it has failed. */
    static final List<Duration> RETRIES = List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(14),
            Duration.ofHours(20),
            Duration.ofHours(24));

    private static final Duration LONGEST = Duration.ofDays(1);
    /** How much of a wait may be left out, so that not everything that failed together comes back together. */
    private static final double JITTER = 0.1;

    private static final int AT_ONCE = 4;
    private static final double PER_SECOND = 50;
    /** A server that fails is only asked whether it is back. */
    private static final double PER_SECOND_FAILING = 1;

    private static final int GONE = 410;

    private final WebhookStore webhooks;
    private final WebhookSecrets secrets;
    private final WebhookEventStore store;
    private final WebhookHealth health;
    private final WebhookCalls calls;
    private final Transactions transactions;
    private final Now now;

    WebhookChannel(
            WebhookStore webhooks,
            WebhookSecrets secrets,
            WebhookEventStore store,
            WebhookHealth health,
            WebhookCalls calls,
            Transactions transactions,
            Now now) {
        this.webhooks = webhooks;
        this.secrets = secrets;
        this.store = store;
        this.health = health;
        this.calls = calls;
        this.transactions = transactions;
        this.now = now;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int window() {
        return AT_ONCE;
    }

    @Override
    public boolean byItem() {
        return true;
    }

    /** Where to send to, and the time on the clock of the database, as it goes on. */
    private record Known(Endpoint endpoint, Instant read, long nanos) {
        Instant now() {
            return read.plusNanos(System.nanoTime() - nanos);
        }
    }

    @Override
    public Route route(@Nullable String webhook) {
        var row = Optional.ofNullable(webhook)
                .map(UUID::fromString)
                .flatMap(webhooks::find)
                .filter(Webhook.Row::active)
                .orElse(null);
        boolean failing = row != null && row.failingSince() != null;
        double rate = failing ? PER_SECOND_FAILING : PER_SECOND;
        var at = now.instant();
        var known =
                row == null ? null : new Known(new Endpoint(row.url(), secrets.open(row, at)), at, System.nanoTime());
        return new Route(NAME + ":" + webhook, rate, failing ? 2 : 2 * PER_SECOND, known);
    }

    @Override
    public Parcel pack(Delivery delivery, Message message, Route route) {
        if (!(message instanceof Message.Event(var _, var body)))
            throw new IllegalArgumentException("only events are sent to webhooks");
        return new Parcel(NAME, body.getBytes(StandardCharsets.UTF_8), route.account());
    }

    @Override
    public Outcome send(Delivery delivery, Parcel parcel) {
        if (!(parcel.envelope() instanceof Known known)) return new Outcome.Failed("The webhook is disabled.");
        var at = known.now();
        var reply = calls.send(known.endpoint(), delivery.target(), parcel.bytes(), at);
        var attempt = new WebhookEventStore.NewAttempt(
                delivery.itemId(),
                UUID.fromString(delivery.target()),
                delivery.fence(),
                at,
                reply.status(),
                reply.ms(),
                reply.body(),
                reply.detail());
        health.record(attempt, reply.summary(), isGone(reply));
        return outcome(delivery, reply);
    }

    private static Outcome outcome(Delivery delivery, Reply reply) {
        if (reply.ok()) return new Outcome.Confirmed(null);
        String answer = reply.summary();
        if (isGone(reply)) return new Outcome.Failed("The server answered 410: it no longer wants events.");
        if (delivery.attempts() >= RETRIES.size())
            return new Outcome.Failed("Stopped after " + (RETRIES.size() + 1) + " attempts: " + answer);
        return new Outcome.TryLater(answer, pause(delivery.attempts(), reply.retryAfter()));
    }

    private static boolean isGone(Reply reply) {
        return reply.status() != null && reply.status() == GONE;
    }

    /** As planned, or as long as the server asks for; a day at most. */
    private static Duration pause(int attempts, @Nullable Duration asked) {
        double share = 1 - JITTER * ThreadLocalRandom.current().nextDouble();
        var planned = Duration.ofMillis((long) (RETRIES.get(attempts).toMillis() * share));
        var wait = asked == null || asked.compareTo(planned) < 0 ? planned : asked;
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }

    /** The node that sent it is gone: either its answer was written, or it is sent again. */
    @Override
    public Optional<Outcome> lookUp(Delivery delivery) {
        boolean arrived = transactions.read(
                () -> store.arrived(delivery.itemId(), UUID.fromString(delivery.target()), delivery.fence()));
        return Optional.of(
                arrived
                        ? new Outcome.Confirmed(null)
                        : new Outcome.TryLater("The server stopped while this was being sent.", RETRIES.getFirst()));
    }
}
