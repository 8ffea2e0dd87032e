package io.fanfare.kernel;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Identifies the holder of a bearer token; implemented by the room {@code identity}. */
public interface Authenticator {
    /** Refuses with 401 when the token is not or no longer valid. */
    Current authenticate(String bearer, UUID requestId, @Nullable String idempotencyKey);

    /**
     * The holder of a token that was seen here before, with what their request still has to show. Empty where only
     * {@link #authenticate} knows.
     */
    Optional<Remembered> remembered(String bearer, UUID requestId);

    /** A caller as they were at an earlier request. */
    record Remembered(Current caller, Proof proof) {}

    /** The same caller with the permissions that they have now. Refuses with 401 where they no longer have access. */
    Current again(Current caller);
}
