package io.fanfare.identity;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A passkey of a person; {@code synced} if it is copied between their devices. */
record Passkey(
        UUID id,
        String name,
        boolean synced,
        Instant createdAt,
        @Nullable Instant lastUsedAt) {
    /** A passkey as a sign-in needs it: its public key, and how often it says that it was used. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Stored(
            UUID id,
            UUID personId,
            String name,
            byte[] credentialId,
            byte[] attested,
            long signCount,
            List<String> transports,
            boolean synced) {}
}
