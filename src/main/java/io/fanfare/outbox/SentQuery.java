package io.fanfare.outbox;

import io.fanfare.delivery.Delivery;
import io.fanfare.kernel.Page;
import io.fanfare.kernel.Refused;
import io.fanfare.outbox.SentItems.SentItem;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
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
    private static final Map<String, Comparator<SentItem>> ORDERS = Map.of(
            "time", Comparator.comparing(SentItem::at),
            "title", Comparator.comparing(item -> item.title().toLowerCase(Locale.ROOT)),
            "campaign", Comparator.comparing(item -> item.campaignName().toLowerCase(Locale.ROOT)),
            "messages", Comparator.comparingLong(SentItem::messages));

    Page.Range range() {
        return Page.Range.of(limit, offset);
    }

    Comparator<SentItem> order() {
        String name = sort == null ? "-time" : sort;
        boolean descending = name.startsWith("-");
        var order = ORDERS.get(descending ? name.substring(1) : name);
        if (order == null)
            throw Refused.invalid("sort", "must be time, title, campaign or messages, or one of them after a minus");
        return (descending ? order.reversed() : order).thenComparing(SentItem::id);
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
