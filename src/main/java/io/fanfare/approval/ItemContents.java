package io.fanfare.approval;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What people read of the items of one kind. The rooms that have items implement it. */
public interface ItemContents {
    /** As in {@link Item#kind()}. */
    String kind();

    Map<UUID, ItemContent> of(Collection<UUID> ids);

    /** E-mails as a page, as an unnamed reader gets them. */
    default Map<UUID, String> pages(Collection<UUID> ids) {
        return Map.of();
    }

    /**
     * The text of an item by the names of its components, its files, its time, and where it goes: {@code channel} is its
     * platform or {@code email}, {@code to} the account or the recipients.
     */
    record ItemContent(
            @Nullable String channel,
            @Nullable String to,
            Map<String, String> components,
            List<UUID> assetIds,
            @Nullable Instant at,
            @Nullable String timeZone) {}
}
