package io.fanfare.search;

import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a saved search looks for: the parameters of {@code searchEverything} without the page. */
record SavedQuery(
        @Nullable @Size(max = SearchQuery.MOST_CHARACTERS) String q,
        @Nullable String kind,
        @Nullable @Size(max = 100) String status,
        @Nullable @Size(max = 100) String tag,
        @Nullable UUID owner,
        @Nullable @Size(max = 100) String channel,
        @Nullable UUID campaignId,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String sort) {

    SearchQuery page(@Nullable Integer limit, @Nullable Integer offset) {
        return new SearchQuery(q, kind, status, tag, owner, channel, campaignId, from, to, sort, limit, offset);
    }

    /** The latest changes first, in the order that alerts compare. */
    SearchQuery latest() {
        return new SearchQuery(q, kind, status, tag, owner, channel, campaignId, from, to, "-updatedAt", null, null);
    }
}
