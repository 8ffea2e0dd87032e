package io.fanfare.delivery;

import java.util.Optional;

/** Another service that writes in Slack for a workspace without an app of its own; a later room implements it. */
public interface SlackRelay {
    /** The channel of the ledger that sends by it. */
    String channel();

    /** Whether the current workspace has connected it. */
    boolean isConnected();

    /** Where to write to members whose Slack user is unknown. */
    Optional<String> commonChannel();
}
