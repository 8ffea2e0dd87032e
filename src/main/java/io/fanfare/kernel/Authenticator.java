package io.fanfare.kernel;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tells who holds a bearer token; the room {@code identity} answers. */
public interface Authenticator {
    /** Refuses with 401 where the token is no longer, or never was, good. */
    Current authenticate(String bearer, UUID requestId, @Nullable String idempotencyKey);

    /** The same caller with the permissions that they have now. Refuses with 401 where they no longer have access. */
    Current again(Current caller);
}
