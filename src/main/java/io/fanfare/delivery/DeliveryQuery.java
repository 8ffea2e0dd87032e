package io.fanfare.delivery;

import io.fanfare.kernel.Orders;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The filters of a list of deliveries. {@code reaction}: mails that a person opened or clicked; {@code inCampaign}: those of campaigns, or the others. */
record DeliveryQuery(
        Delivery.@Nullable State state,
        @Nullable String channel,
        @Nullable UUID campaignId,
        @Nullable List<UUID> campaignIds,
        @Nullable UUID itemId,
        @Nullable Boolean inCampaign,
        Tracking.@Nullable Kind reaction,
        @Nullable String sort,
        @Nullable UUID after,
        @Nullable Integer limit) {
    /** A million rows have no other index. */
    private static final Orders<String> ORDERS = Orders.of("created", "id%s");

    static DeliveryQuery ofItem(UUID item) {
        return new DeliveryQuery(null, null, null, null, item, null, null, null, null, null);
    }

    /** Null for those of any campaign and of none. */
    @Nullable
    List<UUID> campaigns() {
        if (campaignId == null) return campaignIds;
        return campaignIds == null || campaignIds.contains(campaignId) ? List.of(campaignId) : List.of();
    }

    Orders.Chosen<String> order() {
        return ORDERS.chosen(sort, "-created");
    }
}
