package io.fanfare.analytics;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * The figures of one {@code entity} (an ad, a post; the complete channel without one) as a {@code source} reports them, for either a {@code date} or an {@code hour}, given by its start. {@code campaignId}, {@code channel} and
 * {@code source} are required. Counts are whole numbers of 0 or more, {@code conversions} may have 4 decimals, {@code spend}
 * and {@code revenue} 6 (finer ones are rounded); {@code currency} defaults to that of the campaign. {@code key} is your
 * own name for the record: sent again under another date or entity, it moves.
 */
@JsonDeserialize(using = MetricReader.class)
record MetricRecord(
        @Nullable UUID campaignId,
        @Nullable String channel,
        @Nullable String source,
        @Nullable String entity,
        @Nullable LocalDate date,
        @Nullable Instant hour,
        @Nullable BigDecimal impressions,
        @Nullable BigDecimal clicks,
        @Nullable BigDecimal conversions,
        @Nullable BigDecimal spend,
        @Nullable BigDecimal revenue,
        @Nullable BigDecimal reach,
        @Nullable BigDecimal engagements,
        @Nullable BigDecimal sent,
        @Nullable BigDecimal delivered,
        @Nullable BigDecimal opens,
        @Nullable BigDecimal posts,
        @Nullable String currency,
        @Nullable String key,
        @JsonIgnore List<Fault> faults) {

    /** What is wrong with one member. */
    record Fault(String field, String message) {}

    @Nullable
    BigDecimal figure(Measure measure) {
        return switch (measure) {
            case IMPRESSIONS -> impressions;
            case REACH -> reach;
            case CLICKS -> clicks;
            case CONVERSIONS -> conversions;
            case ENGAGEMENTS -> engagements;
            case SENT -> sent;
            case DELIVERED -> delivered;
            case OPENS -> opens;
            case POSTS -> posts;
            case SPEND -> spend;
            case REVENUE -> revenue;
        };
    }
}
