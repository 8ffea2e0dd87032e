package io.fanfare.search;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A search with a name. {@code shared} shows it to everyone in the workspace; only who saved it can change it. With
 * {@code alert: "daily"} that person is notified each morning of results that were not there the day before.
 */
record SavedSearch(
        UUID id,
        String name,
        SavedQuery query,
        boolean shared,
        Alert alert,
        UUID savedBy,
        Instant createdAt,
        int version,
        List<String> can) {

    /** When a person is notified of new results. */
    enum Alert {
        NEVER,
        DAILY
    }
}
