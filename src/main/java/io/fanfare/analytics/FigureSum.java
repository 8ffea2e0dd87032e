package io.fanfare.analytics;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A sum of figures; what it is grouped by is set, the rest is null. */
record FigureSum(
        @Nullable UUID campaignId,
        @Nullable LocalDate day,
        @Nullable String channel,
        @Nullable String source,
        @Nullable String entity,
        String currency,
        long impressions,
        long reach,
        long clicks,
        BigDecimal conversions,
        long engagements,
        long sent,
        long delivered,
        long opens,
        long posts,
        BigDecimal spend,
        BigDecimal revenue) {}
