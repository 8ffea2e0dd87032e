package io.fanfare.search;

import io.fanfare.kernel.Orders;
import io.fanfare.kernel.Page;
import io.fanfare.kernel.Refused;
import java.time.Instant;
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

    private static final Orders<String> ORDERS = Orders.of("relevance", "score desc, updated_at desc")
            .and("updatedAt", "updated_at%s")
            .and("title", "lower(title)%s");

    static SearchQuery suggestions(@Nullable String q, Page.Range range) {
        return new SearchQuery(q, null, null, null, null, null, null, null, null, null, range.limit(), range.offset());
    }

    /** Whether no words are typed: everything is found. */
    boolean isAll() {
        return q == null || q.isBlank();
    }

    String order() {
        return Orders.sql(ORDERS.chosen(sort, "relevance"));
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
