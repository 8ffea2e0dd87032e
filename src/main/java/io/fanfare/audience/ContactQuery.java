package io.fanfare.audience;

import io.fanfare.kernel.Orders;
import io.fanfare.kernel.Slice;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The filters, order and page of a list of contacts. */
record ContactQuery(
        @Nullable String q,
        @Nullable String tag,
        Contact.@Nullable Status status,
        @Nullable String segment,
        @Nullable String sort,
        @Nullable UUID after,
        @Nullable Integer limit) {

    int most() {
        return Slice.limit(limit);
    }

    Order order() {
        return Order.of(sort);
    }

    /** The order of a list: by a column, and by the id where that is equal. */
    record Order(Column column, boolean descending) {
        static final Order NEWEST = new Order(Column.CREATED_AT, true);

        private static Order of(@Nullable String sort) {
            var chosen = Column.NAMES.chosen(sort, "-createdAt");
            return new Order(chosen.order(), chosen.descending());
        }

        String direction() {
            return descending ? " desc" : "";
        }

        /** For {@code order by}. */
        String text(String alias) {
            return column.key(alias) + direction() + ", " + alias + ".id" + direction();
        }

        /** Whether a contact comes after the one named {@code :after}. */
        String after() {
            return "(cast(:after as uuid) is null or (" + column.key("c") + ", c.id) " + (descending ? "<" : ">")
                    + " (select " + column.key("f") + ", f.id from audience_contact f"
                    + " where f.workspace_id = :workspace and f.id = :after))";
        }
    }

    /** What contacts are sorted by; {@code audience_seek_by} and its indexes have the same expressions. */
    enum Column {
        CREATED_AT("createdAt", "%1$s.id"),
        EMAIL("email", "coalesce(%1$s.address, '')"),
        NAME(
                "name",
                "lower(coalesce(nullif(trim(coalesce(%1$s.first_name, '') || ' ' || coalesce(%1$s.last_name, '')), ''), %1$s.email, ''))");

        private static final Orders<Column> NAMES =
                Orders.of("createdAt", CREATED_AT).and("email", EMAIL).and("name", NAME);

        private final String word;
        private final String key;

        Column(String word, String key) {
            this.word = word;
            this.key = key;
        }

        String key(String alias) {
            return key.formatted(alias);
        }

        String word() {
            return word;
        }
    }
}
