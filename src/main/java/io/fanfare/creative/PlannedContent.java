package io.fanfare.creative;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a later room has planned of a campaign or sent: the content of a campaign is told across rooms. */
public interface PlannedContent {
    /** The newest few hundred, cancelled ones left out. */
    List<Planned> of(UUID campaign);

    /**
     * One thing that goes out or went.
     *
     * @param channel the word of a platform, or {@code email}
     * @param over it has left or will not any more
     */
    record Planned(
            String channel,
            String kind,
            UUID id,
            String title,
            @Nullable String text,
            String status,
            boolean over,
            @Nullable Instant at,
            @Nullable UUID creativeId) {}
}
