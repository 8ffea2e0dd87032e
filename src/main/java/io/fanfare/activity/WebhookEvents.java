package io.fanfare.activity;

import io.fanfare.delivery.Delivery;
import io.fanfare.delivery.Ledger;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Subject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Writes the events that webhooks report, and plans to send them, in the transaction of the change: what is rolled back is never
 * reported, and what is committed always.
 */
@Component
class WebhookEvents {
    private static final Object SUBSCRIBERS = new Object();

    /** What the audit trail does not say. */
    private static final Map<NotificationKind, WebhookType> NOTICED = Map.of(
            NotificationKind.TASK_OVERDUE, WebhookType.TASK_OVERDUE,
            NotificationKind.APPROVAL_ESCALATED, WebhookType.APPROVAL_ESCALATED,
            NotificationKind.APPROVAL_BLOCKED, WebhookType.APPROVAL_BLOCKED);

    private final WebhookStore webhooks;
    private final WebhookEventStore store;
    private final Ledger ledger;
    private final Now now;

    WebhookEvents(WebhookStore webhooks, WebhookEventStore store, Ledger ledger, Now now) {
        this.webhooks = webhooks;
        this.store = store;
        this.ledger = ledger;
        this.now = now;
    }

    /** What the audit trail records. Without a webhook this costs one statement in each transaction. */
    @EventListener
    void recorded(Audit.Event event) {
        if (subscribers().isEmpty()) return;
        new WebhookReport(event).occurrence().ifPresent(occurrence -> write(occurrence.type(), occurrence.data()));
    }

    /** What people are notified of without a change that the audit trail records. */
    void noticed(NotificationKind kind, Subject subject) {
        var type = NOTICED.get(kind);
        if (type == null || subscribers().isEmpty()) return;
        WebhookReport.plain(subject).ifPresent(data -> write(type, data));
    }

    private void write(WebhookType type, WebhookEvent.Data data) {
        var wanted =
                subscribers().stream().filter(webhook -> webhook.wants(type)).toList();
        if (wanted.isEmpty()) return;
        UUID id = Ids.next();
        var at = now.instant();
        store.insert(
                id, type, at, Json.of(new WebhookEvent(type.text(), at, data)).text());
        // One that is disabled gets it if it asks for a replay.
        wanted.stream().filter(WebhookStore.Subscriber::active).forEach(webhook -> plan(webhook, List.of(id)));
    }

    /** Plans to send some events to a webhook that have not been sent there yet. */
    void plan(WebhookStore.Subscriber webhook, List<UUID> events) {
        if (events.isEmpty()) return;
        store.addDeliveries(webhook.id(), events);
        ledger.plan(events.stream().map(event -> planned(webhook, event)).toList());
    }

    /** The rows of a webhook share their item, so that looking for what is due costs one step however many wait. */
    private Delivery.Planned planned(WebhookStore.Subscriber webhook, UUID event) {
        return new Delivery.Planned(
                Ids.next(),
                WebhookChannel.NAME,
                Delivery.Lane.SINGLE,
                event.toString(),
                // The rest of the address may be secret, and more people read the ledger.
                WebhookChanges.host(webhook.url()),
                WebhookStore.KIND,
                webhook.id(),
                Json.digest(webhook.id()),
                null,
                null,
                now.instant(),
                null);
    }

    /** Read once in a transaction. */
    private List<WebhookStore.Subscriber> subscribers() {
        var known = (Subscribers) TransactionSynchronizationManager.getResource(SUBSCRIBERS);
        if (known != null && known.workspace.equals(Current.get().workspace())) return known.all;
        if (known != null) return webhooks.subscribers();
        var read = new Subscribers(Current.get().workspace(), webhooks.subscribers());
        TransactionSynchronizationManager.bindResource(SUBSCRIBERS, read);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                TransactionSynchronizationManager.unbindResourceIfPossible(SUBSCRIBERS);
            }
        });
        return read.all;
    }

    private record Subscribers(UUID workspace, List<WebhookStore.Subscriber> all) {}
}
