package io.fanfare.identity;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An e-mail domain that the workspace claims, with the TXT record that proves it. */
record ClaimedDomain(
        UUID id,
        String domain,
        String recordName,
        String recordValue,
        @Nullable Instant provenAt,
        boolean companyOnly,
        Instant createdAt) {}
