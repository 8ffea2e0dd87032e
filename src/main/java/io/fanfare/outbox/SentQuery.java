package io.fanfare.outbox;

import io.fanfare.delivery.Delivery;
import io.fanfare.kernel.Orders;
import io.fanfare.kernel.Page;
import io.fanfare.outbox.SentItems.SentItem;
import java.util.Comparator;
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
    private static final Orders<Comparator<SentItem>> ORDERS = Orders.of("time", Comparator.comparing(SentItem::at))
            .and("title", Comparator.comparing(item -> item.title().toLowerCase(Locale.ROOT)))
            .and("campaign", Comparator.comparing(item -> item.campaignName().toLowerCase(Locale.ROOT)))
            .and("messages", Comparator.comparingLong(SentItem::messages));

    Page.Range range() {
        return Page.Range.of(limit, offset);
    }

    Comparator<SentItem> order() {
        return Orders.comparator(ORDERS.chosen(sort, "-time")).thenComparing(SentItem::id);
    }

    /** All filters but the state, so that a list can count the items with messages in each state. */
    boolean covers(SentItem item) {
        return (channel == null || channel.equals(item.channel()))
                && (q == null
                        || q.isBlank()
                        || item.title()
                                .toLowerCase(Locale.ROOT)
                                .contains(q.strip().toLowerCase(Locale.ROOT)));
    }
}
