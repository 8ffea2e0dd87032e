package io.fanfare.analytics;

import io.fanfare.kernel.Lane;
import io.fanfare.kernel.Sql;
import io.fanfare.kernel.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Puts the rows together that facts have appended to the sums of all campaigns. Reading adds up what is there, so it may come late. */
@Component
class SumsLane implements Lane {
    static final String LANE = "analytics_sums";

    /** How long what was appended stays as it is. */
    static final Duration PAUSE = Duration.ofSeconds(30);

    private static final int BATCH = 20_000;

    private final Sql sql;
    private final Transactions transactions;

    SumsLane(Sql sql, Transactions transactions) {
        this.sql = sql;
        this.transactions = transactions;
    }

    @Override
    public String name() {
        return LANE;
    }

    @Override
    public int width() {
        return 1;
    }

    @Override
    public Optional<Instant> work() {
        boolean days = transactions.write(this::days);
        boolean spending = transactions.write(this::spending);
        return days || spending ? Optional.of(Instant.EPOCH) : Optional.empty();
    }

    /** A day whose facts are all gone goes too. Rows are found by their place, which is right whatever is known of the table. */
    private boolean days() {
        return sql.of("""
                with taken as (
                    delete from analytics_day
                     where workspace_id = :workspace
                       and ctid = any(array(
                           select place from (
                               select ctid as place, day, facts, count(*) over (partition by day, channel, currency) as many
                                 from analytics_day where workspace_id = :workspace) d
                            where many > 1 or facts = 0
                            order by day limit :most))
                    returning *
                ), put as (
                    insert into analytics_day (day, channel, currency, facts, %s)
                    select day, channel, currency, sum(facts), %s from taken group by day, channel, currency having sum(facts) <> 0
                )
                select count(*) from taken""".formatted(Measure.columns(c -> c), Measure.columns(c -> "sum(" + c + ")")))
                        .bind("most", BATCH)
                        .one(Long.class)
                == BATCH;
    }

    private boolean spending() {
        return sql.of("""
                with taken as (
                    delete from analytics_spent
                     where workspace_id = :workspace
                       and ctid = any(array(
                           select place from (
                               select ctid as place, campaign_id, count(*) over (partition by campaign_id, currency) as many
                                 from analytics_spent where workspace_id = :workspace) s
                            where many > 1
                            order by campaign_id limit :most))
                    returning *
                ), put as (
                    insert into analytics_spent (campaign_id, currency, spend)
                    select campaign_id, currency, sum(spend) from taken group by campaign_id, currency having sum(spend) <> 0
                )
                select count(*) from taken""").bind("most", BATCH).one(Long.class) == BATCH;
    }
}
