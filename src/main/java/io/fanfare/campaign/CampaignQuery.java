package io.fanfare.campaign;

import io.fanfare.kernel.Page;
import io.fanfare.kernel.Refused;
import java.time.LocalDate;
import java.util.Map;
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
    private static final Map<String, String> ORDERS = Map.of(
            "updatedAt", "c.updated_at",
            "-updatedAt", "c.updated_at desc",
            "createdAt", "c.created_at",
            "-createdAt", "c.created_at desc",
            "name", "lower(c.name)",
            "-name", "lower(c.name) desc",
            "startDate", "c.start_date nulls last",
            "-startDate", "c.start_date desc nulls last");

    /** The campaigns that are not archived, those changed last first. */
    static CampaignQuery all(Page.Range range) {
        return new CampaignQuery(
                null, null, null, null, null, null, null, null, null, null, null, null, range.limit(), range.offset());
    }

    String order() {
        String order = ORDERS.get(sort == null ? "-updatedAt" : sort);
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

    boolean archivedOnly() {
        return Boolean.TRUE.equals(archived);
    }
}
