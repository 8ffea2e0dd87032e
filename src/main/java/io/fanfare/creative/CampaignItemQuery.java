package io.fanfare.creative;

import io.fanfare.kernel.Orders;
import io.fanfare.kernel.Page;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The filters, order and page of a list of items. */
record CampaignItemQuery(
        CampaignItem.@Nullable State state,
        CampaignItem.@Nullable Kind kind,
        @Nullable String channel,
        @Nullable UUID owner,
        @Nullable String q,
        @Nullable Boolean archived,
        @Nullable String sort,
        @Nullable Integer limit,
        @Nullable Integer offset) {
    /** Coming up first, the next one first; then drafts, the newest first; then past items, the latest first. */
    private static final String BY_TIME = """
            part%1$s, case part when 0 then extract(epoch from at) when 1 then - extract(epoch from updated_at)
                                else - extract(epoch from coalesce(at, updated_at)) end%1$s""";

    private static final Orders<String> ORDERS = Orders.of("time", BY_TIME)
            .and("title", "lower(title)%s")
            .and("state", "array_position(:states, state)%s")
            .and("channel", "channel%s")
            .and("updated", "updated_at%s");

    static final CampaignItemQuery ALL = new CampaignItemQuery(null, null, null, null, null, null, null, null, null);

    String order() {
        return Orders.sql(ORDERS.chosen(sort, "time")) + ", " + BY_TIME.formatted("") + ", id";
    }

    /** What titles and texts must contain, in lower case. */
    @Nullable
    String words() {
        return q == null || q.isBlank() ? null : q.strip().toLowerCase(Locale.ROOT);
    }

    boolean archivedOnly() {
        return Boolean.TRUE.equals(archived);
    }

    Page.Range range() {
        return Page.Range.of(limit, offset);
    }
}
