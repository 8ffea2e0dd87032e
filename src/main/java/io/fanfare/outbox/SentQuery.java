package io.fanfare.outbox;

import io.fanfare.delivery.Delivery;
import io.fanfare.kernel.Orders;
import io.fanfare.kernel.Page;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The filters, order and page of a list of sent items. */
record SentQuery(
        Delivery.@Nullable State state,
        @Nullable UUID campaignId,
        @Nullable String channel,
        @Nullable String q,
        @Nullable String sort,
        @Nullable Integer limit,
        @Nullable Integer offset) {
    private static final Orders<String> ORDERS = Orders.of("time", "at%s")
            .and("title", "lower(title)%s")
            .and("campaign", "lower(campaign_name)%s")
            .and("messages", "messages%s");

    Page.Range range() {
        return Page.Range.of(limit, offset);
    }

    String order() {
        return Orders.sql(ORDERS.chosen(sort, "-time")) + ", id";
    }

    /** What titles must contain, in lower case. */
    @Nullable
    String words() {
        return q == null || q.isBlank() ? null : q.strip().toLowerCase(Locale.ROOT);
    }
}
