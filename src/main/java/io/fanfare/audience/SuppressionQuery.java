package io.fanfare.audience;

import io.fanfare.kernel.Orders;
import io.fanfare.kernel.Page;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The filters, order and page of a list of suppressed addresses. */
record SuppressionQuery(
        @Nullable String email,
        Suppression.@Nullable Reason reason,
        @Nullable String sort,
        @Nullable Integer limit,
        @Nullable Integer offset) {
    /** Each has its index. */
    private static final Orders<String> ORDERS = Orders.of("at", "id%s").and("email", "email%s");

    @Nullable
    String address() {
        return email == null ? null : email.toLowerCase(Locale.ROOT);
    }

    String order() {
        return Orders.sql(ORDERS.chosen(sort, "-at"));
    }

    Page.Range range() {
        return Page.Range.of(limit, offset);
    }
}
