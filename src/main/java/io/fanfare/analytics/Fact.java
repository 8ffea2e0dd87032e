package io.fanfare.analytics;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One record as it is kept: of a whole day, or of the hour that begins at {@code hour}. */
record Fact(
        Feed feed,
        @Nullable LocalDate date,
        @Nullable Instant hour,
        String entity,
        String currency,
        @Nullable String key,
        Map<Measure, BigDecimal> figures) {

    /** Where figures come from. */
    record Feed(UUID campaign, String channel, String source) implements Comparable<Feed> {
        @Override
        public int compareTo(Feed other) {
            int order = campaign.compareTo(other.campaign);
            if (order == 0) order = channel.compareTo(other.channel);
            return order == 0 ? source.compareTo(other.source) : order;
        }
    }

    /** What makes it the same record when it comes again. */
    record Identity(
            Feed feed, @Nullable LocalDate date, @Nullable Instant hour, String entity) {}

    Identity identity() {
        return new Identity(feed, date, hour, entity);
    }
}
