package io.fanfare.activity;

import io.fanfare.kernel.Connection;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The webhooks of a workspace as connections. A test sends one signed {@code webhook.test} event. */
@Component
class WebhookConnections implements Connection {
    private static final String PREFIX = "webhook-";

    private final WebhookStore store;
    private final Webhooks webhooks;

    WebhookConnections(WebhookStore store, Webhooks webhooks) {
        this.store = store;
        this.webhooks = webhooks;
    }

    @Override
    public List<Link> links() {
        return store.list().stream().map(WebhookConnections::link).toList();
    }

    private static Link link(Webhook.Row row) {
        var state =
                switch (row.state()) {
                    case ACTIVE -> State.OK;
                    case FAILING -> State.FAILING;
                    case DISABLED -> State.DISABLED;
                };
        return new Link(PREFIX + row.id(), URI.create(row.url()).getHost(), "webhook", state, null);
    }

    @Override
    public Outcome test(Link link) {
        var result = webhooks.testWebhook(UUID.fromString(link.name().substring(PREFIX.length())));
        return new Outcome(result.ok(), result.detail());
    }
}
