package io.fanfare.activity;

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
        @Nullable UUID after,
        @Nullable Integer limit) {}
