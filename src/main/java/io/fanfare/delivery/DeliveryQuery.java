package io.fanfare.delivery;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The filters of a list of deliveries. {@code reaction}: mails that a person opened or clicked. */
record DeliveryQuery(
        Delivery.@Nullable State state,
        @Nullable String channel,
        @Nullable UUID campaignId,
        @Nullable UUID itemId,
        Tracking.@Nullable Kind reaction,
        @Nullable UUID after,
        @Nullable Integer limit) {
    static DeliveryQuery ofItem(UUID item) {
        return new DeliveryQuery(null, null, null, item, null, null, null);
    }
}
