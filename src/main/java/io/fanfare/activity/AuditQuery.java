package io.fanfare.activity;

import io.fanfare.kernel.Orders;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The filters and the page of the audit trail. */
record AuditQuery(
        @Nullable UUID actor,
        @Nullable String operation,
        @Nullable String kind,
        @Nullable UUID id,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String sort,
        @Nullable UUID after,
        @Nullable Integer limit) {
    private static final Orders<String> ORDERS = Orders.of("at", "id%s");

    Orders.Chosen<String> order() {
        return ORDERS.chosen(sort, "-at");
    }
}
