package io.fanfare.activity;

import io.fanfare.delivery.Composer;
import io.fanfare.delivery.Delivery;
import io.fanfare.delivery.Message;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Reads the bodies of events, as they were written when they happened. */
@Component
class WebhookComposer implements Composer {
    private final WebhookEventStore store;

    WebhookComposer(WebhookEventStore store) {
        this.store = store;
    }

    @Override
    public String itemKind() {
        return WebhookStore.KIND;
    }

    @Override
    public Renderer prepare(List<Delivery> deliveries) {
        var bodies = store.bodies(
                deliveries.stream().map(row -> UUID.fromString(row.target())).toList());
        return row -> {
            var id = UUID.fromString(row.target());
            String body = bodies.get(id);
            return body == null ? null : new Message.Event(id, body);
        };
    }
}
