package io.fanfare.creative;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The planned and sent content of a campaign in a later room. */
public interface PlannedContent {
    /** The newest 500 items, without cancelled ones. */
    List<PlannedItem> of(UUID campaign);

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

    /** A planned item that uses a creative. */
    record Use(String kind, UUID id, String title) {}
}
