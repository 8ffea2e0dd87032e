package io.fanfare.campaign;

import io.fanfare.kernel.Orders;
import io.fanfare.kernel.Page;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The filters, order and page of a list of campaigns. */
record CampaignQuery(
        Campaign.@Nullable Status status,
        Campaign.@Nullable Type type,
        Campaign.@Nullable Priority priority,
        @Nullable String channel,
        @Nullable UUID owner,
        @Nullable String tag,
        @Nullable String brandId,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        @Nullable String q,
        @Nullable Boolean archived,
        @Nullable String sort,
        @Nullable Integer limit,
        @Nullable Integer offset) {
    private static final Orders<String> ORDERS = Orders.of("updatedAt", "c.updated_at%s")
            .and("createdAt", "c.created_at%s")
            .and("name", "lower(c.name)%s")
            .and("startDate", "c.start_date%s nulls last");

    /** The campaigns that are not archived, those changed last first. */
    static CampaignQuery all(Page.Range range) {
        return new CampaignQuery(
                null, null, null, null, null, null, null, null, null, null, null, null, range.limit(), range.offset());
    }

    String order() {
        return Orders.sql(ORDERS.chosen(sort, "-updatedAt"));
    }

    Page.Range range() {
        return Page.Range.of(limit, offset);
    }

    boolean archivedOnly() {
        return Boolean.TRUE.equals(archived);
    }
}
