package io.fanfare.strategy;

import io.fanfare.kernel.Refused;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One version of a campaign's strategy. It is valid until a person or the next version invalidates it. */
public record Strategy(
        UUID id,
        UUID campaignId,
        int version,
        StrategyDetails details,
        @Nullable UUID createdBy,
        String createdByName,
        Instant createdAt,
        @Nullable Instant invalidatedAt,
        @Nullable String invalidatedBy,
        @Nullable String invalidationReason) {

    public boolean invalidated() {
        return invalidatedAt != null;
    }

    void requireValid() {
        if (invalidated())
            throw Refused.conflict(
                    "strategy_invalidated",
                    "Version " + version + " is already invalidated: " + invalidationReason
                            + ". Write a new version instead.");
    }

    String title() {
        return "Strategy version " + version;
    }
}
