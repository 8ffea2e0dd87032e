package io.fanfare.launch;

import io.fanfare.outbox.Calendar.Kind;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An item that did not go out, or can't. {@code sentence} says why; {@code affected} is the number of messages, and {@code deliveryId} the
 * first of them if it was tried.
 */
record UnsentItem(
        Kind kind,
        UUID id,
        UUID campaignId,
        String campaignName,
        String title,
        String channel,
        Instant at,
        Cause cause,
        String sentence,
        int affected,
        @Nullable UUID deliveryId) {

    /**
     * {@code refused}: the network or mail server did not accept it. {@code retrying}: it is tried again automatically. {@code late}:
     * nothing holds it back. {@code no_reviewer}: every member who may approve has worked on it, so no one can approve it.
     */
    enum Cause {
        CAMPAIGN_NOT_LAUNCHED,
        CAMPAIGN_PAUSED,
        APPROVAL_MISSING,
        NO_REVIEWER,
        ITEM_PAUSED,
        REFUSED,
        UNCONFIRMED,
        RETRYING,
        TEST_INBOX,
        LATE
    }
}
