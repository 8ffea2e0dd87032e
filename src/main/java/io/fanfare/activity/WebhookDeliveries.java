package io.fanfare.activity;

import io.fanfare.activity.Webhook.Delivered;
import io.fanfare.activity.WebhookEventStore.Line;
import io.fanfare.activity.WebhookEventStore.Replayed;
import io.fanfare.delivery.Ledger;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Live;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Slice;
import io.fanfare.kernel.Subject;
import io.fanfare.kernel.Topic;
import jakarta.validation.Valid;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What was sent to a webhook, with the answers. */
@RestController
@RequestMapping("/api/webhooks/{id}")
class WebhookDeliveries {
    private static final int MOST_REPLAYED = 10_000;
    private static final Duration USUAL_RANGE = Duration.ofDays(1);

    private final WebhookStore webhooks;
    private final WebhookEventStore store;
    private final WebhookEvents events;
    private final Ledger ledger;
    private final Audit audit;
    private final Live live;
    private final Now now;

    WebhookDeliveries(
            WebhookStore webhooks,
            WebhookEventStore store,
            WebhookEvents events,
            Ledger ledger,
            Audit audit,
            Live live,
            Now now) {
        this.webhooks = webhooks;
        this.store = store;
        this.events = events;
        this.ledger = ledger;
        this.audit = audit;
        this.live = live;
        this.now = now;
    }

    /** One call. {@code status} and {@code body} are the answer; {@code detail} says why there was none. */
    record WebhookAttempt(
            Instant at,
            @Nullable Integer status,
            int ms,
            String body,
            @Nullable String detail) {}

    /**
     * An event that is sent to a webhook. {@code id} is the {@code webhook-id} of each attempt, {@code payload} the body.
     *
     * @param nextAttemptAt when a pending one is sent again
     */
    record WebhookDelivery(
            UUID id,
            String event,
            Instant at,
            Delivered state,
            @Nullable Instant nextAttemptAt,
            String payload,
            List<WebhookAttempt> attempts) {}

    /**
     * Lists what is sent to a webhook, newest first, each with its attempts and the first 1,000 characters of the answers. Filters:
     * {@code state} ({@code pending}, {@code delivered}, {@code failed}, {@code cancelled}), {@code event} (a type), {@code from}
     * (included) and {@code to} (excluded) as instants. For the next ones pass {@code next} as {@code after}.
     */
    @GetMapping("/deliveries")
    @Allow("webhook.manage")
    Slice<WebhookDelivery> listWebhookDeliveries(@PathVariable UUID id, WebhookDeliveryQuery query) {
        webhooks.subscriber(id);
        int most = Slice.limit(query.limit());
        var lines = Slice.of(store.lines(id, query, most), most, Line::id);
        var attempts = store.attempts(id, lines.items().stream().map(Line::id).toList());
        return new Slice<>(
                lines.items().stream()
                        .map(line -> delivery(line, attempts.getOrDefault(line.id(), List.of())))
                        .toList(),
                lines.next());
    }

    private static WebhookDelivery delivery(Line line, List<WebhookEventStore.Attempt> attempts) {
        return new WebhookDelivery(
                line.id(),
                line.event(),
                line.at(),
                line.state(),
                line.nextAt(),
                line.payload(),
                attempts.stream()
                        .map(one -> new WebhookAttempt(one.at(), one.status(), one.ms(), one.body(), one.detail()))
                        .toList());
    }

    /** What to send again: the event {@code id}, or those of a range. */
    record NewReplay(
            @Nullable UUID id,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable Boolean failedOnly) {}

    /** How many events are sent. */
    record Replay(int count) {}

    /**
     * Sends events again: the one with {@code id}, or all from {@code from} (included; default: a day before {@code to}) to {@code to}
     * (excluded; default: now) that the webhook is
     * subscribed to, also those that happened while it was disabled. {@code failedOnly} leaves out what has arrived or still waits. They
     * keep their {@code webhook-id} and their body. Events are kept for 30 days. More than 10,000 are a 422 {@code replay_limit}; a disabled webhook is a
     * 409 {@code webhook_disabled}.
     */
    @PostMapping("/replay")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Allow("webhook.manage")
    Replay replayWebhook(@PathVariable UUID id, @Valid @RequestBody NewReplay request) {
        var webhook = webhooks.subscriber(id);
        if (!webhook.active())
            throw Refused.conflict("webhook_disabled", "This webhook is disabled. Turn it on, then send events again.");
        var chosen = chosen(webhook, request);
        var known = chosen.stream()
                .filter(event -> event.state() != null)
                .map(Replayed::id)
                .toList();
        var planned = ledger
                .again(WebhookStore.KIND, id, known.stream().map(UUID::toString).toList())
                .stream()
                .map(UUID::fromString)
                .toList();
        store.pending(id, planned);
        var missed = chosen.stream()
                .filter(event -> event.state() == null)
                .map(Replayed::id)
                .toList();
        events.plan(webhook, missed);
        int count = planned.size() + missed.size();
        audit.record(
                Subject.of(WebhookStore.KIND, id, WebhookChanges.host(webhook.url())), null, Map.of("replayed", count));
        live.changed(Topic.DELIVERIES, "delivery", null, null);
        return new Replay(count);
    }

    private List<Replayed> chosen(WebhookStore.Subscriber webhook, NewReplay request) {
        var one = request.id();
        if (one != null) {
            if (request.from() != null || request.to() != null)
                throw Refused.invalid("id", "must be alone, without from and to");
            return List.of(store.replayed(webhook.id(), one)
                    .orElseThrow(() -> Refused.invalid("id", "must be an event in the log of this webhook")));
        }
        var to = Objects.requireNonNullElseGet(request.to(), now::instant);
        var from = Objects.requireNonNullElseGet(request.from(), () -> to.minus(USUAL_RANGE));
        if (!from.isBefore(to)) throw Refused.invalid("to", "must be after from");
        boolean failedOnly = Boolean.TRUE.equals(request.failedOnly());
        var range = store.replayed(webhook.id(), webhook.types(), from, to, failedOnly, MOST_REPLAYED + 1);
        if (range.size() > MOST_REPLAYED)
            throw Refused.unprocessable(
                    "replay_limit", "More than 10,000 events are in this range. Choose a shorter one.");
        return range;
    }
}
