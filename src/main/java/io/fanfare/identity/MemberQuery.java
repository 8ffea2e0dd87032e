package io.fanfare.identity;

import io.fanfare.kernel.Page;
import io.fanfare.kernel.Refused;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The order and page of a list of members. */
record MemberQuery(
        @Nullable String sort,
        @Nullable Integer limit,
        @Nullable Integer offset) {
    private static final Map<String, String> ORDERS =
            Map.of("joinedAt", "m.joined_at", "name", "lower(p.name)", "email", "lower(p.email)", "role", "m.role");

    Page.Range range() {
        return Page.Range.of(limit, offset);
    }

    String order() {
        String name = sort == null ? "joinedAt" : sort;
        boolean descending = name.startsWith("-");
        String order = ORDERS.get(descending ? name.substring(1) : name);
        if (order == null)
            throw Refused.invalid("sort", "must be joinedAt, name, email or role, or one of them after a minus");
        return order + (descending ? " desc" : "") + ", m.joined_at, m.person_id";
    }
}
