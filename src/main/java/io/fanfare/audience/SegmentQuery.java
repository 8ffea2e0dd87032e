package io.fanfare.audience;

import io.fanfare.kernel.Page;
import io.fanfare.kernel.Refused;
import java.util.Comparator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The order and page of a list of segments. */
record SegmentQuery(
        @Nullable String sort,
        @Nullable Integer limit,
        @Nullable Integer offset) {
    Page.Range range() {
        return Page.Range.of(limit, offset);
    }

    /** Null: the built-in ones first. */
    @Nullable
    Comparator<Segment> order() {
        if (sort == null) return null;
        boolean descending = sort.startsWith("-");
        var order =
                switch (descending ? sort.substring(1) : sort) {
                    case "name" ->
                        Comparator.comparing((Segment segment) -> segment.name().toLowerCase(Locale.ROOT));
                    case "contacts" -> Comparator.comparingLong(Segment::count);
                    default -> throw Refused.invalid("sort", "must be name or contacts, or one of them after a minus");
                };
        return (descending ? order.reversed() : order).thenComparing(Segment::id);
    }
}
