package io.fanfare.search;

import io.fanfare.kernel.Page;
import io.fanfare.kernel.Refused;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The words, filters, order and page of a search. */
record SearchQuery(
        @Nullable String q,
        @Nullable String kind,
        @Nullable String status,
        @Nullable String tag,
        @Nullable UUID owner,
        @Nullable String channel,
        @Nullable UUID campaignId,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String sort,
        @Nullable Integer limit,
        @Nullable Integer offset) {
    static final int MOST_CHARACTERS = 500;

    private static final Map<String, String> ORDERS = Map.of(
            "relevance", "score desc, updated_at desc",
            "updatedAt", "updated_at",
            "-updatedAt", "updated_at desc",
            "title", "lower(title)",
            "-title", "lower(title) desc");

    static SearchQuery suggestions(@Nullable String q, Page.Range range) {
        return new SearchQuery(q, null, null, null, null, null, null, null, null, null, range.limit(), range.offset());
    }

    String order() {
        String order = ORDERS.get(sort == null ? "relevance" : sort);
        if (order == null)
            throw Refused.invalid(
                    "sort",
                    "must be one of "
                            + String.join(
                                    ", ", ORDERS.keySet().stream().sorted().toList()));
        return order;
    }

    Page.Range range() {
        return Page.Range.of(limit, offset);
    }

    SearchTerms terms() {
        if (q != null && q.length() > MOST_CHARACTERS)
            throw Refused.invalid("q", "must have at most " + MOST_CHARACTERS + " characters");
        return SearchTerms.of(q == null ? "" : q);
    }
}
