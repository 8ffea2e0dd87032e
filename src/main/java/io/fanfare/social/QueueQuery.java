package io.fanfare.social;

import io.fanfare.kernel.Page;
import org.jspecify.annotations.Nullable;

/** The filters of the queue of a campaign. */
record QueueQuery(
        Post.@Nullable Status status,
        @Nullable Integer limit,
        @Nullable Integer offset) {
    Page.Range range() {
        return Page.Range.of(limit, offset);
    }
}
