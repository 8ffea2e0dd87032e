package io.fanfare.analytics;

import io.fanfare.analytics.Metrics.Span;
import io.fanfare.kernel.Sql;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The statements that read figures: from the stored daily sums, and for single content from the facts. */
@Component
class FigureStore {
    private final Sql sql;

    FigureStore(Sql sql) {
        this.sql = sql;
    }

    private static final String SUMS =
            Measure.columns(c -> "cast(coalesce(sum(" + c + "), 0) as " + FactStatements.type(c) + ") as " + c);

    /** By day and channel. */
    List<FigureSum> daily(UUID campaign, LocalDate from, LocalDate to) {
        return sql.of("""
                select day, channel, currency, %s from analytics_daily
                 where workspace_id = :workspace and campaign_id = :campaign and day >= :from and day <= :to
                 group by day, channel, currency""".formatted(SUMS))
                .bind("campaign", campaign)
                .bind("from", from)
                .bind("to", to)
                .list(FigureSum.class);
    }

    /** All days, by channel. */
    List<FigureSum> channels(UUID campaign) {
        return sql.of("""
                select channel, currency, %s from analytics_daily
                 where workspace_id = :workspace and campaign_id = :campaign
                 group by channel, currency""".formatted(SUMS)).bind("campaign", campaign).list(FigureSum.class);
    }

    /** All days, by campaign. */
    List<FigureSum> campaigns(Collection<UUID> campaigns) {
        return sql.of("""
                select campaign_id, currency, %s from analytics_daily
                 where workspace_id = :workspace and campaign_id = any(:campaigns)
                 group by campaign_id, currency""".formatted(SUMS)).array("campaigns", "uuid", campaigns).list(FigureSum.class);
    }

    /** Of all campaigns, by day and channel. */
    List<FigureSum> days(LocalDate from, LocalDate to) {
        return sql.of("""
                select day, channel, currency, %s from analytics_day
                 where workspace_id = :workspace and day >= :from and day <= :to
                 group by day, channel, currency having sum(facts) > 0""".formatted(SUMS)).bind("from", from).bind("to", to).list(FigureSum.class);
    }

    /** The same of some campaigns. */
    List<FigureSum> days(Collection<UUID> campaigns, LocalDate from, LocalDate to) {
        return sql.of("""
                select day, channel, currency, %s from analytics_daily
                 where workspace_id = :workspace and campaign_id = any(:campaigns) and day >= :from and day <= :to
                 group by day, channel, currency""".formatted(SUMS))
                .array("campaigns", "uuid", campaigns)
                .bind("from", from)
                .bind("to", to)
                .list(FigureSum.class);
    }

    /**
     * By campaign and channel, in three parts: {@code day} is the first day of the complete days, the last day for what is not
     * complete, and the first day of those before.
     */
    List<FigureSum> parts(Collection<UUID> campaigns, Span span, Span complete, Span before) {
        return sql.of("""
                select campaign_id, channel, currency, %s,
                       case when day between :from and :completeTo then cast(:from as date)
                            when day between :from and :to then cast(:to as date) else cast(:beforeFrom as date) end as day
                  from analytics_daily
                 where workspace_id = :workspace and campaign_id = any(:campaigns)
                   and (day between :from and :to or day between :beforeFrom and :beforeTo)
                 group by 1, 2, 3, 15""".formatted(SUMS))
                .array("campaigns", "uuid", campaigns)
                .bind("from", span.from())
                .bind("to", span.to())
                .bind("completeTo", complete.to())
                .bind("beforeFrom", before.from())
                .bind("beforeTo", before.to())
                .list(FigureSum.class);
    }

    /** What was spent in a campaign so far, in one currency. */
    record Spent(UUID campaignId, String currency, BigDecimal spend) {}

    List<Spent> spent(Collection<UUID> campaigns) {
        return sql.of("""
                select campaign_id, currency, sum(spend) as spend from analytics_spent
                 where workspace_id = :workspace and campaign_id = any(:campaigns)
                 group by campaign_id, currency""").array("campaigns", "uuid", campaigns).list(Spent.class);
    }

    /** The content with most impressions. */
    List<FigureSum> entities(UUID campaign, LocalDate from, LocalDate to, int most) {
        return sql.of("""
                select channel, source, entity, currency, %s from analytics_fact
                 where workspace_id = :workspace and campaign_id = :campaign and day >= :from and day <= :to
                   and counted and entity <> ''
                 group by channel, source, entity, currency
                 order by sum(impressions) desc nulls last, sum(clicks) desc nulls last, entity limit :most""".formatted(SUMS))
                .bind("campaign", campaign)
                .bind("from", from)
                .bind("to", to)
                .bind("most", most)
                .list(FigureSum.class);
    }

    /** When a campaign last got figures. */
    record Reported(UUID campaignId, Instant at) {}

    List<Reported> reported(Collection<UUID> campaigns) {
        return sql.of("""
                select campaign_id, max(reported_at) as at from analytics_feed
                 where workspace_id = :workspace and campaign_id = any(:campaigns) group by campaign_id""").array("campaigns", "uuid", campaigns).list(Reported.class);
    }

    /** A source of a channel, and the days for which it has reported. */
    record FeedRow(String channel, String source, LocalDate firstDay, LocalDate lastDay, Instant reportedAt) {}

    List<FeedRow> feeds(UUID campaign) {
        return sql.of("""
                select channel, source, first_day, last_day, reported_at from analytics_feed
                 where workspace_id = :workspace and campaign_id = :campaign order by channel, source""").bind("campaign", campaign).list(FeedRow.class);
    }
}
