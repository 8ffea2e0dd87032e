package io.fanfare.integration;

import io.fanfare.delivery.SlackRelay;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The Slack Manager of a workspace: members who chose notifications in Slack get them by it, unless Slack itself is connected. */
@Component
class SlackPoster implements SlackRelay {
    static final String CHANNEL = "slack_manager";
    static final String TOOL = "post_message";

    private final IntegrationStore store;

    SlackPoster(IntegrationStore store) {
        this.store = store;
    }

    @Override
    public String channel() {
        return CHANNEL;
    }

    @Override
    public boolean isConnected() {
        return usable().isPresent();
    }

    @Override
    public Optional<String> commonChannel() {
        return usable().flatMap(row -> Optional.ofNullable(row.channel()));
    }

    /** The one to send by; while it fails, messages wait or fail and are shown. */
    Optional<Integration.Row> usable() {
        return store.ofKind(Integration.Kind.SLACK_MANAGER).filter(row -> row.state() != Integration.State.AUTHORIZING);
    }
}
