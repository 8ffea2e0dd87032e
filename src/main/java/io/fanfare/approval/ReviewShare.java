package io.fanfare.approval;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A link that shows a review to someone without an account, the guest. */
record ReviewShare(
        UUID id,
        UUID reviewId,
        UUID campaignId,
        @Nullable String email,
        List<May> may,
        @Nullable UUID createdBy,
        String createdByName,
        Instant createdAt,
        Instant expiresAt) {
    /** What a guest may do beside reading. Who may approve may also request changes. */
    enum May {
        COMMENT,
        APPROVE
    }

    /** How the guest is named until they give a name. */
    String name() {
        return Objects.requireNonNullElse(email, "a guest");
    }

    boolean allows(May what) {
        return may.contains(what);
    }
}
