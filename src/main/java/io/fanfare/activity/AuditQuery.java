package io.fanfare.activity;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fanfare.kernel.AuditClass;
import io.fanfare.kernel.Orders;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The filters and the page of the audit trail. */
record AuditQuery(
        @JsonProperty("class") @Nullable AuditClass entryClass,
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

    /** The conditions; the names of its values are those of the components. */
    static final String FILTER = """
            (cast(:entryClass as text) is null or coalesce(entry_class, 'change') = :entryClass)
            and (cast(:actor as uuid) is null or actor_id = :actor)
            and (cast(:operation as text) is null or operation = :operation)
            and (cast(:kind as text) is null or subject_kind = :kind)
            and (cast(:id as uuid) is null or subject_id = :id)
            and (cast(:from as timestamptz) is null or at >= :from)
            and (cast(:to as timestamptz) is null or at < :to)
            """;

    Orders.Chosen<String> order() {
        return ORDERS.chosen(sort, "-at");
    }
}
