package io.fanfare.activity;

import io.fanfare.delivery.Letters;
import io.fanfare.delivery.Slack;

/** A channel by which notifications are sent. */
enum NoticeChannel {
    EMAIL(Letters.CHANNEL),
    SLACK(Slack.CHANNEL);

    private final String ledger;

    NoticeChannel(String ledger) {
        this.ledger = ledger;
    }

    /** The channel of its rows in the ledger. */
    String ledger() {
        return ledger;
    }
}
