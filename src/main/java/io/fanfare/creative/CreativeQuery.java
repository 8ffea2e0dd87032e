package io.fanfare.creative;

import io.fanfare.kernel.Page;
import org.jspecify.annotations.Nullable;

/** The filters of a list of creatives. */
record CreativeQuery(
        Creative.@Nullable Kind kind,
        @Nullable Platform platform,
        @Nullable Boolean archived,
        @Nullable Integer limit,
        @Nullable Integer offset) {
    boolean archivedOnly() {
        return Boolean.TRUE.equals(archived);
    }

    Page.Range range() {
        return Page.Range.of(limit, offset);
    }
}
