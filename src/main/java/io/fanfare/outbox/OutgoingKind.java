package io.fanfare.outbox;

import io.fanfare.delivery.Delivery;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the room of one kind does when its campaign or its messages move. Spring collects them; all calls have the gate. */
public interface OutgoingKind {
    /** As in {@link OutgoingItem#kind()} and in the rows of the ledger. */
    String kind();

    /** The campaign was launched or goes on: whatever has a time is put into the ledger, or marked for its lane. */
    void plan(UUID campaignId);

    /** What publishing everything sends now, and what it leaves for later. Sends nothing. */
    Sendable sendable(UUID campaignId, @Nullable Instant notBefore);

    /** Sends now what {@link #sendable} names; the campaign runs and everything is approved. Returns how many items. */
    int sendAll(UUID campaignId, @Nullable Instant notBefore);

    /** Rows of this kind changed their state in the ledger. */
    void settled(List<Delivery> rows);

    /** How many items are not sent yet, or only in part. */
    int open(UUID campaignId);

    /** The campaign is over: cancels what has not been sent. */
    void cancelAll(UUID campaignId);

    /** The campaign is deleted for good. */
    void forget(UUID campaignId);

    /** What has a place in the calendar between two instants; 2,000 at most. */
    List<CalendarEntry> calendar(Instant from, Instant to);

    /** How many items leave now, and how many wait for a later day. */
    record Sendable(int now, int later) {}

    /**
     * An item at its time: when it was sent, otherwise when it is planned. {@code kind} is that of the item, {@code channel} its
     * platform or {@code email}.
     */
    record CalendarEntry(
            String kind,
            UUID id,
            UUID campaignId,
            String title,
            String channel,
            Instant at,
            @Nullable String timeZone,
            String status) {}
}
