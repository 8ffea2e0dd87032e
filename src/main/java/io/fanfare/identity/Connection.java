package io.fanfare.identity;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The identity provider of a workspace. {@code trustsAddresses} says that its addresses are verified although its tokens don't say so, as with
 * Microsoft Entra.
 */
record Connection(
        String name,
        String issuer,
        String clientId,
        boolean hasSecret,
        List<String> scopes,
        String groupsClaim,
        boolean trustsAddresses,
        Instant createdAt,
        @Nullable Instant lastSignInAt) {}
