package io.fanfare.kernel.backup;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a file of a backup says about itself, before everything else.
 *
 * @param kind {@code cluster}: the files of the embedded PostgreSQL; {@code tables}: the rows of any PostgreSQL; {@code logs}: what was
 *     written since the last logs
 * @param schema the migrations that the database had
 * @param firstLog the first log that a restore of a cluster needs
 * @param secretKey recognises FANFARE_SECRET_KEY where the key itself is not in the backup
 */
record Manifest(
        int format,
        Kind kind,
        Instant madeAt,
        int postgres,
        List<String> schema,
        @Nullable String firstLog,
        @Nullable String secretKey,
        boolean files) {
    static final int FORMAT = 1;

    enum Kind {
        cluster,
        tables,
        logs
    }
}
