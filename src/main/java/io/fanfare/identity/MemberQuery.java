package io.fanfare.identity;

import io.fanfare.kernel.Orders;
import io.fanfare.kernel.Page;
import org.jspecify.annotations.Nullable;

/** The order and page of a list of members. */
record MemberQuery(
        @Nullable String sort,
        @Nullable Integer limit,
        @Nullable Integer offset) {
    private static final Orders<String> ORDERS = Orders.of("joinedAt", "m.joined_at%s")
            .and("name", "lower(p.name)%s")
            .and("email", "lower(p.email)%s")
            .and("role", "m.role%s");

    Page.Range range() {
        return Page.Range.of(limit, offset);
    }

    String order() {
        return Orders.sql(ORDERS.chosen(sort, "joinedAt")) + ", m.joined_at, m.person_id";
    }
}
