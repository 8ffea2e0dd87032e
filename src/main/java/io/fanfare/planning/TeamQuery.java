package io.fanfare.planning;

import io.fanfare.kernel.Like;
import io.fanfare.kernel.Page;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** The filters and page of a list of team members. */
record TeamQuery(
        @Nullable String role,
        @Nullable String skill,
        @Nullable Boolean active,
        @Nullable LocalDate availableOn,
        @Nullable String q,
        @Nullable Integer limit,
        @Nullable Integer offset) {
    Page.Range range() {
        return Page.Range.of(limit, offset);
    }

    @Nullable
    String words() {
        return Like.optional(q);
    }
}
