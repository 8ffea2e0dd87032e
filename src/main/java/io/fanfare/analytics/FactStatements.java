package io.fanfare.analytics;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The text of the statements that write figures. Facts come as arrays and are merged by their key; what that changes is added
 * to the daily sums in the same statement, so the sums never need to be counted again. So is what dashboards of all campaigns add up:
 * each day, and what each campaign has spent.
 */
final class FactStatements {
    static final Set<Measure> ALL = Collections.unmodifiableSet(EnumSet.allOf(Measure.class));

    private FactStatements() {}

    /**
     * What is common to all: the feeds, and the facts with those measures that the chunk has. Arrays are unnested in the list of
     * columns, because {@code from unnest(…)} first copies every array to a store of its own.
     */
    private static String feeds(Collection<Measure> measures, String kept) {
        return """
            with feed as materialized (
                select * from unnest(cast(:campaigns as uuid[]), cast(:channels as text[]), cast(:sources as text[]))
                    with ordinality as f (campaign_id, channel, source, n)
            ), incoming as %s (
                select f.campaign_id, f.channel, f.source, i.*
                  from (select unnest(cast(:feeds as integer[])) as n, %s,
                               unnest(cast(:hours as timestamptz[])) as hour, unnest(cast(:entities as text[])) as entity,
                               unnest(cast(:currencies as text[])) as currency, unnest(cast(:keys as text[])) as key, %s) as i
                  join feed f using (n))
            """.formatted(kept, unnestedDays("days"), Measure.columns(measures, c -> unnested(c, c)));
    }

    private static String unnested(String array, String column) {
        return "unnest(cast(:" + array + " as " + type(column) + "[])) as " + column;
    }

    /** Days are sent as numbers, which are read faster than dates. */
    private static String unnestedDays(String array) {
        return "date '1970-01-01' + unnest(cast(:" + array + " as integer[])) as day";
    }

    /** Adds to the sums what a part called {@code moved} holds. */
    private static String roll() {
        return appended(ALL)
                + """
            , rolled as (
                insert into analytics_daily as d (campaign_id, day, channel, source, currency, %s)
                select campaign_id, day, channel, source, currency, %s from moved
                 group by campaign_id, day, channel, source, currency
                 order by campaign_id, day, channel, source, currency
                %s)
            """.formatted(
                        Measure.columns(c -> c), Measure.columns(c -> "coalesce(sum(" + c + "), 0)"), added(ALL));
    }

    /** What all campaigns share is appended: ingests of different campaigns would wait for each other's rows. */
    static String appended(Collection<Measure> measures) {
        String days = """
            days as (
                insert into analytics_day (day, channel, currency, facts, %s)
                select day, channel, currency, sum(facts), %s from moved group by day, channel, currency
            )""".formatted(
                Measure.columns(measures, c -> c), Measure.columns(measures, c -> "coalesce(sum(" + c + "), 0)"));
        return measures.contains(Measure.SPEND) ? days + SPENT : days;
    }

    private static final String SPENT = """
            , spent as (
                insert into analytics_spent (campaign_id, currency, spend)
                select campaign_id, currency, sum(spend) from moved group by campaign_id, currency having sum(spend) <> 0
            )""";

    private static String added(Collection<Measure> measures) {
        return "on conflict (workspace_id, campaign_id, day, channel, source, currency) do update set "
                + Measure.columns(measures, c -> c + " = d." + c + " + excluded." + c);
    }

    private static final String MERGE = feeds(ALL, "materialized")
            + """
            , written as (
                insert into analytics_fact as f (campaign_id, day, channel, source, entity, hour, currency, key, %s)
                select campaign_id, day, channel, source, entity, coalesce(hour, '-infinity'), currency, key, %s from incoming
                on conflict (workspace_id, campaign_id, day, channel, source, entity, hour) do update
                   set currency = excluded.currency, key = excluded.key, %s
                 where (f.currency, f.key, %s) is distinct from (excluded.currency, excluded.key, %s)
                returning old.campaign_id as was, new.campaign_id, new.day, new.channel, new.source, new.counted,
                          old.currency as old_currency, new.currency, %s, %s
            ), moved as (
                select campaign_id, day, channel, source, currency, 1 as facts, %s from written where counted
                 union all
                select campaign_id, day, channel, source, old_currency, -1, %s from written where counted and was is not null
            ),
            """.formatted(
                            Measure.columns(c -> c),
                            Measure.columns(c -> c),
                            Measure.columns(c -> c + " = %s"),
                            Measure.columns(c -> "f." + c),
                            Measure.columns(c -> "excluded." + c),
                            Measure.columns(c -> "new." + c),
                            Measure.columns(c -> "old." + c + " as old_" + c),
                            Measure.columns(c -> c),
                            Measure.columns(c -> "-old_" + c))
            + roll() + """
            select count(*) filter (where was is null) as fresh, count(*) filter (where was is not null) as restated from written""";

    static final String REPLACE = filled(MERGE, c -> "excluded." + c);
    static final String ADD =
            filled(MERGE, c -> "coalesce(f." + c + " + excluded." + c + ", f." + c + ", excluded." + c + ")");

    private static final Map<Appended, String> APPEND = new ConcurrentHashMap<>();

    /**
     * Facts that can't be known yet, as their days are outside of all that their feed has reported. {@code daily}: all facts of a day
     * are in the same chunk, so their sums can't be known yet either.
     */
    record Appended(Set<Measure> measures, boolean daily) {}

    /** Inserts facts and their {@link DailySums}. */
    static String append(Appended facts) {
        return APPEND.computeIfAbsent(facts, FactStatements::appending);
    }

    private static String appending(Appended facts) {
        var measures = facts.measures();
        return feeds(measures, "not materialized")
                + """
            , written as (
                insert into analytics_fact (workspace_id, campaign_id, day, channel, source, entity, hour, currency, %s)
                select cast(:workspace as uuid), campaign_id, day, channel, source, entity, coalesce(hour, '-infinity'), currency, %s
                  from incoming
            ), moved as (
                select f.campaign_id, f.channel, f.source, s.*
                  from (select unnest(cast(:sum_feeds as integer[])) as n, %s, unnest(cast(:sum_facts as integer[])) as facts,
                               unnest(cast(:sum_currencies as text[])) as currency, %s) as s
                  join feed f using (n)
            ), %s
            insert into analytics_daily as d (workspace_id, campaign_id, day, channel, source, currency, %s)
            select cast(:workspace as uuid), campaign_id, day, channel, source, currency, %s from moved
            """.formatted(
                                Measure.columns(measures, c -> c),
                                Measure.columns(measures, c -> c),
                                unnestedDays("sum_days"),
                                Measure.columns(measures, c -> unnested("sum_" + c, c)),
                                appended(measures),
                                Measure.columns(measures, c -> c),
                                Measure.columns(measures, c -> c))
                + (facts.daily() ? "" : added(measures));
    }

    static final String UNKEY =
            feeds(ALL, "materialized") + """
            , gone as (
                delete from analytics_fact f using incoming i
                 where f.workspace_id = :workspace and f.campaign_id = i.campaign_id and f.key = i.key
                   and (f.day, f.channel, f.source, f.entity, f.hour)
                       is distinct from (i.day, i.channel, i.source, i.entity, coalesce(i.hour, '-infinity'))
                returning f.*
            ), moved as (
                select campaign_id, day, channel, source, currency, -1 as facts, %s from gone where counted
            ),
            """.formatted(Measure.columns(c -> "-" + c + " as " + c)) + roll() + """
            select campaign_id, channel, source, day, entity from gone""";

    /** Hours win over their day, and a day of which the hours are gone counts again. */
    static final String RECOUNT = """
            with cells as materialized (
                select distinct * from unnest(cast(:campaigns as uuid[]), cast(:channels as text[]), cast(:sources as text[]),
                                              cast(:days as date[]), cast(:entities as text[])) as c (campaign_id, channel, source, day, entity)
            ), judged as materialized (
                select c.*, not exists (
                           select 1 from analytics_fact h
                            where h.workspace_id = :workspace and h.campaign_id = c.campaign_id and h.day = c.day
                              and h.channel = c.channel and h.source = c.source and h.entity = c.entity and h.hour > '-infinity') as counts
                  from cells c
            ), changed as (
                update analytics_fact f set counted = j.counts
                  from judged j
                 where f.workspace_id = :workspace and f.campaign_id = j.campaign_id and f.day = j.day and f.channel = j.channel
                   and f.source = j.source and f.entity = j.entity and f.hour = '-infinity' and f.counted <> j.counts
                returning f.*, case when f.counted then 1 else -1 end as sign
            ), moved as (
                select campaign_id, day, channel, source, currency, sign as facts, %s from changed
            ),
            """.formatted(Measure.columns(c -> "sign * " + c + " as " + c)) + roll() + """
            select count(*) from changed""";

    static String type(String column) {
        return Measure.valueOf(column.toUpperCase(java.util.Locale.ROOT)).whole() ? "bigint" : "numeric";
    }

    private static String filled(String statement, Function<String, String> value) {
        return statement.formatted(Arrays.stream(Measure.ALL)
                .map(m -> (Object) value.apply(m.word()))
                .toArray());
    }
}
