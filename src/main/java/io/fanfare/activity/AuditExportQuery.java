package io.fanfare.activity;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fanfare.kernel.AuditClass;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The format of an export and the filters of the audit trail. */
record AuditExportQuery(
        @Nullable Format format,
        @JsonProperty("class") @Nullable AuditClass entryClass,
        @Nullable UUID actor,
        @Nullable String operation,
        @Nullable String kind,
        @Nullable UUID id,
        @Nullable Instant from,
        @Nullable Instant to) {
    /** One JSON object in each line, or a table. */
    enum Format {
        NDJSON,
        CSV
    }

    boolean csv() {
        return format == Format.CSV;
    }

    boolean filtered() {
        return entryClass != null
                || actor != null
                || operation != null
                || kind != null
                || id != null
                || from != null
                || to != null;
    }
}
