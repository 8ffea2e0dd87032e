package io.fanfare.activity;

import io.fanfare.activity.Webhook.Delivered;
import io.fanfare.activity.WebhookEventStore.NewAttempt;
import io.fanfare.delivery.Delivery;
import io.fanfare.delivery.DeliveryEvent;
import io.fanfare.delivery.Ledger;
import io.fanfare.identity.Members;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Live;
import io.fanfare.kernel.Subject;
import io.fanfare.kernel.Topic;
import io.fanfare.kernel.Transactions;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** How webhooks fare: records each call, follows the ledger, and disables a webhook that fails for days. */
@Component
class WebhookHealth {
    /** With every attempt failing for this long, a webhook is disabled. */
    static final Duration PATIENCE = Duration.ofDays(5);

    private static final Logger LOG = LoggerFactory.getLogger(WebhookHealth.class);

    private final WebhookStore webhooks;
    private final WebhookEventStore store;
    private final Ledger ledger;
    private final Notifications notifications;
    private final Members members;
    private final Audit audit;
    private final Live live;
    private final Transactions transactions;

    WebhookHealth(
            WebhookStore webhooks,
            WebhookEventStore store,
            Ledger ledger,
            Notifications notifications,
            Members members,
            Audit audit,
            Live live,
            Transactions transactions) {
        this.webhooks = webhooks;
        this.store = store;
        this.ledger = ledger;
        this.notifications = notifications;
        this.members = members;
        this.audit = audit;
        this.live = live;
        this.transactions = transactions;
    }

    /** Records a call in a transaction of its own; without it, the outcome is written all the same. */
    void record(NewAttempt attempt, String summary, boolean gone) {
        try {
            transactions.write(() -> {
                store.insert(attempt);
                boolean ok = attempt.status() != null && attempt.status() >= 200 && attempt.status() < 300;
                if (ok) recovered(attempt.webhook());
                else failed(attempt, summary, gone);
            });
        } catch (RuntimeException away) {
            LOG.warn("A call of webhook {} could not be recorded", attempt.webhook(), away);
        }
    }

    private void recovered(UUID webhook) {
        if (webhooks.recovered(webhook)) changed(webhook);
    }

    private void failed(NewAttempt attempt, String summary, boolean gone) {
        var failing = webhooks.failed(attempt.webhook(), summary);
        if (failing.isEmpty()) return;
        boolean hopeless = failing.get().since().plus(PATIENCE).isBefore(attempt.at());
        if (gone)
            disable(attempt.webhook(), failing.get().url(), "The server answered 410: it no longer wants events.");
        else if (hopeless)
            disable(attempt.webhook(), failing.get().url(), "Every attempt of the last five days failed: " + summary);
        else if (failing.get().first()) changed(attempt.webhook());
    }

    private void disable(UUID webhook, String url, String reason) {
        webhooks.disable(webhook, reason);
        halt(webhook);
        String host = WebhookChanges.host(url);
        var subject = Subject.of(WebhookStore.KIND, webhook, host);
        audit.record("webhookDisabled", subject, Map.of("active", true), Map.of("active", false, "reason", reason));
        notifications.notify(
                members.with("webhook.manage"),
                NotificationKind.WEBHOOK_DISABLED.word(),
                "The webhook of " + host + " was disabled",
                reason + " Repair the server, then turn the webhook on in the settings and resend what it missed.",
                subject);
    }

    /** What waits for a webhook is not sent any more. */
    void halt(UUID webhook) {
        ledger.cancel(WebhookStore.KIND, webhook, "the webhook was disabled");
        store.cancelPending(webhook);
    }

    private void changed(UUID webhook) {
        live.changed(Topic.SETTINGS, WebhookStore.KIND, webhook, null);
    }

    @EventListener
    void settled(DeliveryEvent event) {
        for (Delivery row : event.of(WebhookStore.KIND)) {
            var state =
                    switch (row.state()) {
                        case CONFIRMED, ACCEPTED, CAPTURED -> Delivered.DELIVERED;
                        case FAILED, EXCLUDED, UNCONFIRMED -> Delivered.FAILED;
                        case CANCELLED -> Delivered.CANCELLED;
                        case PLANNED, CLAIMED, SUBMITTED, HANDED_OVER -> Delivered.PENDING;
                    };
            var next = row.state() == Delivery.State.PLANNED ? row.dueAt() : null;
            store.move(row.itemId(), UUID.fromString(row.target()), state, next);
        }
    }
}
