package io.fanfare.activity;

import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Inputs;
import io.fanfare.kernel.Invocation;
import io.fanfare.kernel.Operations;
import io.fanfare.kernel.Patch;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Transactions;
import io.fanfare.kernel.Versions;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Webhooks: Fanfare calls your server when something happens in the workspace, signed by Standard Webhooks 1.0. */
@RestController
@RequestMapping("/api/webhooks")
class Webhooks {
    private static final Duration OVERLAP = Duration.ofHours(24);
    private static final int MOST = 20;
    private static final List<String> MOVES = List.of("changeWebhook", "deleteWebhook", "testWebhook", "replayWebhook");

    private final WebhookStore store;
    private final WebhookSecrets secrets;
    private final WebhookHealth health;
    private final WebhookCalls calls;
    private final Operations operations;
    private final Inputs inputs;
    private final Transactions transactions;
    private final WebhookChanges changes;

    Webhooks(
            WebhookStore store,
            WebhookSecrets secrets,
            WebhookHealth health,
            WebhookCalls calls,
            Operations operations,
            Inputs inputs,
            Transactions transactions,
            WebhookChanges changes) {
        this.store = store;
        this.secrets = secrets;
        this.health = health;
        this.calls = calls;
        this.operations = operations;
        this.inputs = inputs;
        this.transactions = transactions;
        this.changes = changes;
    }

    /** The webhooks of the workspace. */
    record WebhookList(List<Webhook> items) {}

    /** Where to send which events. */
    record WebhookDetails(
            @NotBlank @Size(max = 2000) String url,
            @NotEmpty @Size(max = 100) List<@NotNull @Size(max = 100) String> events,
            @Nullable Boolean active) {}

    /** What may be changed; {@code rotateSecret} gives it a new secret. */
    record WebhookChange(
            @NotBlank @Size(max = 2000) String url,
            @NotEmpty @Size(max = 100) List<@NotNull @Size(max = 100) String> events,
            @Nullable Boolean active,
            @Nullable Boolean rotateSecret) {}

    /** A webhook with its new secret, which is never shown again; without one it is missing. */
    record WebhookWithSecret(
            UUID id,
            String url,
            List<String> events,
            boolean active,
            Webhook.State state,
            @Nullable Instant failingSince,
            @Nullable String reason,
            @Nullable Instant oldSecretUntil,
            int version,
            UUID createdBy,
            Instant createdAt,
            List<String> can,
            @Nullable String secret) {
        static WebhookWithSecret of(Webhook webhook, @Nullable String secret) {
            return new WebhookWithSecret(
                    webhook.id(),
                    webhook.url(),
                    webhook.events(),
                    webhook.active(),
                    webhook.state(),
                    webhook.failingSince(),
                    webhook.reason(),
                    webhook.oldSecretUntil(),
                    webhook.version(),
                    webhook.createdBy(),
                    webhook.createdAt(),
                    webhook.can(),
                    secret);
        }
    }

    /** Lists the webhooks of the workspace, oldest first, without their secrets. */
    @GetMapping
    @Allow("webhook.manage")
    WebhookList listWebhooks() {
        return new WebhookList(store.list().stream().map(this::shown).toList());
    }

    /** An event that webhooks report. */
    record EventType(String type, String kind, String description) {}

    /** All events that webhooks report. */
    record EventTypes(List<EventType> events) {}

    /** Reads which events a webhook can be subscribed to. The member {@code webhooks} of this contract has their payloads. */
    @GetMapping("/events")
    @Allow("webhook.manage")
    EventTypes readWebhookEvents() {
        return new EventTypes(WebhookType.subscribable().stream()
                .map(type -> new EventType(type.text(), type.kind(), type.description()))
                .toList());
    }

    /**
     * Adds a webhook. {@code events} are types such as {@code campaign.launched}, {@code campaign.*} or {@code *}. The response has the
     * {@code secret} to check signatures with, this once. An address that is not on the public internet, has no server or does not
     * begin with https:// is a 422 {@code webhook_address}. A workspace can have 20 webhooks (422 {@code webhook_limit}).
     *
     * <p>Each event is a POST with {@code webhook-id}, {@code webhook-timestamp} and {@code webhook-signature}. Answer with 2xx within
     * 15 seconds; redirects are not followed. Otherwise Fanfare tries again after 5 s, 5 and 30 min, 2, 5, 10, 14, 20 and 24 h, each
     * shortened at random by up to a tenth, or later if {@code Retry-After} asks for it (a day at most). An answer 410, or five days in
     * which each attempt failed, disable the webhook, and the admins are notified. Nothing is lost when a server stops, so an event may
     * arrive twice, then with the same {@code webhook-id}.
     */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Allow(value = "webhook.manage", outside = true)
    WebhookWithSecret createWebhook(@Valid @RequestBody WebhookDetails details) {
        var events = checked(details.events());
        calls.requireAllowed(details.url());
        String secret = WebhookSecrets.create();
        return transactions.write(() -> {
            if (store.list().size() >= MOST)
                throw Refused.unprocessable(
                        "webhook_limit", "A workspace can have " + MOST + " webhooks. Delete one first.");
            var id = Ids.next();
            store.insert(new Webhook.Row(
                    id,
                    details.url(),
                    events,
                    !Boolean.FALSE.equals(details.active()),
                    secrets.seal(id, secret),
                    null,
                    null,
                    null,
                    null,
                    1,
                    Current.get().person(),
                    changes.now()));
            var webhook = read(id);
            changes.record(webhook, null, webhook);
            return WebhookWithSecret.of(webhook, secret);
        });
    }

    /** The types and patterns, each once; 400 for one that covers no event. */
    private static List<String> checked(List<String> events) {
        for (int i = 0; i < events.size(); i++) {
            String pattern = events.get(i);
            if (WebhookType.subscribable().stream().noneMatch(type -> type.matches(pattern)))
                throw Refused.invalid(
                        "events." + i, "must be an event, e.g. campaign.launched, or a group such as campaign.* or *");
        }
        return events.stream().distinct().toList();
    }

    /**
     * Changes a webhook by a JSON merge patch of {@code url}, {@code events} and {@code active}. With {@code rotateSecret: true} it gets a
     * new secret, which the response shows this once; for 24 hours messages carry a signature by each of the two. While
     * {@code active} is false nothing is sent, and what waits is canceled; replay it afterwards if you want it.
     */
    @PatchMapping("/{id}")
    @Allow(value = "webhook.manage", outside = true)
    WebhookWithSecret changeWebhook(@PathVariable UUID id, @RequestBody Patch<WebhookChange> patch) {
        var seen = transactions.read(() -> details(row(id), patch));
        if (patch.names("url")) calls.requireAllowed(seen.url());
        return transactions.write(() -> changed(id, patch));
    }

    private WebhookWithSecret changed(UUID id, Patch<WebhookChange> patch) {
        var row = store.lock(id).orElseThrow(Refused::notFound);
        Versions.expect(patch, row.version(), "webhook");
        var before = shown(row);
        var details = details(row, patch);
        boolean active = !Boolean.FALSE.equals(details.active());
        store.change(id, details.url(), checked(details.events()), active);
        if (row.active() && !active) health.halt(id);
        String secret = Boolean.TRUE.equals(details.rotateSecret()) ? WebhookSecrets.create() : null;
        if (secret != null)
            store.rotate(id, secrets.seal(id, secret), changes.now().plus(OVERLAP));
        var after = read(id);
        changes.record(after, before, after);
        if (secret != null) changes.rotated(after);
        Invocation.requireUnchanged(() -> after);
        return WebhookWithSecret.of(after, secret);
    }

    private WebhookChange details(Webhook.Row row, Patch<WebhookChange> patch) {
        return patch.onto(new WebhookChange(row.url(), row.events(), row.active(), null), WebhookChange.class, inputs);
    }

    /** Deletes a webhook with its log. What waits for it is canceled. */
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Allow("webhook.manage")
    void deleteWebhook(@PathVariable UUID id) {
        var before = shown(store.lock(id).orElseThrow(Refused::notFound));
        health.halt(id);
        store.delete(id);
        changes.record(before, before, null);
    }

    /** What came of a test. */
    record WebhookTest(boolean ok, @Nullable Integer status, int ms, String detail) {}

    /**
     * Sends one signed {@code webhook.test} event right away and returns the answer. It is not repeated, and not part of the log. A
     * webhook that is disabled can be tested.
     */
    @PostMapping("/{id}/test")
    @Allow(value = "webhook.manage", outside = true)
    WebhookTest testWebhook(@PathVariable UUID id) {
        var at = transactions.read(changes::now);
        var endpoint = transactions.read(() -> {
            var row = row(id);
            return new WebhookCalls.Endpoint(row.url(), secrets.open(row, at));
        });
        var reply = calls.send(endpoint, Ids.next().toString(), WebhookChanges.test(id, at), at);
        transactions.write(() -> changes.tested(read(id), reply.summary()));
        String detail = reply.detail() != null
                ? reply.detail()
                : reply.ok() ? "The server accepted the test." : "The server answered " + reply.summary() + ".";
        return new WebhookTest(reply.ok(), reply.status(), reply.ms(), detail);
    }

    private Webhook.Row row(UUID id) {
        return store.find(id).orElseThrow(Refused::notFound);
    }

    private Webhook read(UUID id) {
        return shown(row(id));
    }

    private Webhook shown(Webhook.Row row) {
        return row.shown(operations.permitted(MOVES), changes.now());
    }
}
