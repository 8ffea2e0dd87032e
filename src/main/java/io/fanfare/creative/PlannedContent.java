package io.fanfare.creative;

import io.fanfare.kernel.Records;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The planned and sent content of a campaign in a later room. */
public interface PlannedContent {
    /** The newest 500 items, without cancelled ones. */
    List<PlannedItem> of(UUID campaign);

    /** The items among these ids, for the list of a campaign. */
    List<ItemRow> items(Collection<UUID> ids);

    /** Planned items that use a creative and have not been sent yet, at most {@code limit}. */
    List<Use> uses(UUID creative, int limit);

    /** The channels that the campaign has planned, sent or drafted content for; cancelled items do not count. */
    Set<String> channels(UUID campaign);

    /** The same over all rooms. */
    static Set<String> channels(List<PlannedContent> rooms, UUID campaign) {
        return rooms.stream().flatMap(room -> room.channels(campaign).stream()).collect(Collectors.toSet());
    }

    /**
     * A planned or sent item.
     *
     * @param channel the name of a platform, or {@code email}
     * @param over whether it was sent or cancelled
     */
    record PlannedItem(
            String channel,
            String kind,
            UUID id,
            String title,
            @Nullable String text,
            String status,
            boolean over,
            @Nullable Instant at,
            @Nullable UUID creativeId) {}

    /**
     * An item before it is known how far its approval is.
     *
     * @param state {@code DRAFT} without a time, {@code SCHEDULED} with one, or what became of it
     * @param moves the operations that its state allows
     */
    record ItemRow(
            CampaignItem.Kind kind,
            UUID id,
            String title,
            @Nullable String text,
            String channel,
            @Nullable UUID thumbnail,
            CampaignItem.State state,
            @Nullable Instant at,
            @Nullable String timeZone,
            @Nullable UUID owner,
            @Nullable Integer recipients,
            @Nullable String audience,
            @Nullable Integer parts,
            @Nullable UUID creativeId,
            Instant updatedAt,
            int version,
            List<String> moves) {
        ItemRow in(CampaignItem.State other) {
            return Records.with(this, "state", other);
        }
    }

    /** Who made an item, and when it was last changed. */
    record Origin(UUID id, @Nullable UUID createdBy, Instant updatedAt) {}

    /** A planned item that uses a creative. */
    record Use(String kind, UUID id, String title) {}
}
