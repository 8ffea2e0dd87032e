package io.fanfare.outbox;

import io.fanfare.delivery.Delivery;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The operations of one kind of item that the outbox calls when a campaign or its messages change. Spring collects
 * the implementations; all calls hold the gate.
 */
public interface OutgoingKind {
    /** As in {@link OutgoingItem#kind()} and in the ledger. */
    String kind();

    /** The campaign was launched or resumed: plans items with a time in the ledger, or marks them for their lane. */
    void plan(UUID campaignId);

    /** The launch was undone: planned items wait for the next one. */
    void unplan(UUID campaignId);

    /** The items that a launch would send, with or without a time; what they carry is compared with the approvals. */
    List<PlannedItem> planned(UUID campaignId);

    /** The number of items that publishing everything would send now and later. Sends nothing. */
    Sendable sendable(UUID campaignId, @Nullable Instant notBefore);

    /**
     * Sends the items that {@link #sendable} counts as {@code now}; the campaign is active and everything is
     * approved. Returns their number.
     */
    int sendAll(UUID campaignId, @Nullable Instant notBefore);

    /** Rows of this kind changed their state in the ledger. */
    void settled(List<Delivery> rows);

    /** The number of items that are not sent yet, or only in part. */
    int open(UUID campaignId);

    /** The campaign is over: cancels unsent items. */
    void cancelAll(UUID campaignId);

    /** The campaign is deleted for good. */
    void forget(UUID campaignId);

    /**
     * Selects the items of the workspace for lists, with the columns {@code kind}, {@code id}, {@code campaign_id}, {@code creative_id},
     * {@code title}, {@code words} (the text that a search finds), {@code channel}, {@code status}, {@code at} (when it was sent or, before
     * that, is planned), {@code archived}, {@code owner} and {@code updated_at}.
     */
    String select();

    /** The items of all campaigns, or of one, in a period of the calendar, at most 2,000. */
    List<CalendarEntry> calendar(@Nullable UUID campaignId, Instant from, Instant to);

    /** Items by their ids, as in the calendar; one that has no time yet at the time it was created. */
    List<CalendarEntry> entries(Collection<UUID> ids);

    /** The items of a campaign, or of all, that have no time yet: at most 200, drafts of later items included. */
    default List<UnscheduledEntry> unscheduled(@Nullable UUID campaignId) {
        return List.of();
    }

    /** An item without a time. */
    record UnscheduledEntry(
            String kind,
            UUID id,
            UUID campaignId,
            String title,
            @Nullable String channel,
            @Nullable UUID assetId,
            List<String> moves) {}

    /**
     * An item that is not sent yet. {@code account} is the name of the account that publishes it, {@code recipients} the
     * number of people who would get it now, {@code onlyTo} the address of the only one on its list, {@code skipped} those left
     * out; {@code asset} is its first picture or video.
     */
    record PlannedItem(
            String kind,
            UUID id,
            String title,
            String channel,
            @Nullable String account,
            @Nullable Integer recipients,
            @Nullable String onlyTo,
            int skipped,
            @Nullable Instant at,
            String digest,
            @Nullable UUID asset) {}

    /** The number of items sent now, and of those that wait for a later day. */
    record Sendable(int now, int later) {}

    /**
     * An item in the calendar, at the time it was sent or is planned. {@code kind} is the kind of the item, {@code
     * channel} its platform or {@code email}, {@code moves} the operations that its state allows, {@code
     * assetId} its first picture.
     */
    record CalendarEntry(
            String kind,
            UUID id,
            UUID campaignId,
            String title,
            String channel,
            Instant at,
            @Nullable String timeZone,
            String status,
            boolean byHand,
            @Nullable UUID assetId,
            List<String> moves) {}
}
