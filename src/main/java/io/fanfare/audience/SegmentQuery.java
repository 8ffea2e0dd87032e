package io.fanfare.audience;

import io.fanfare.kernel.Orders;
import io.fanfare.kernel.Page;
import java.util.Comparator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The order and page of a list of segments. */
record SegmentQuery(
        @Nullable String sort,
        @Nullable Integer limit,
        @Nullable Integer offset) {
    private static final Orders<Comparator<Segment>> ORDERS = Orders.of(
                    "name",
                    Comparator.comparing((Segment segment) -> segment.name().toLowerCase(Locale.ROOT)))
            .and("contacts", Comparator.comparingLong(Segment::count));

    Page.Range range() {
        return Page.Range.of(limit, offset);
    }

    /** Null: the built-in ones first. */
    @Nullable
    Comparator<Segment> order() {
        if (sort == null) return null;
        return Orders.comparator(ORDERS.chosen(sort, "name")).thenComparing(Segment::id);
    }
}
