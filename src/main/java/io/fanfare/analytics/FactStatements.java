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
 * to the daily sums in the same statement, so the sums never need to be counted again.
 */
final class FactStatements {
    static final Set<Measure> ALL = Collections.unmodifiableSet(EnumSet.allOf(Measure.class));

    private FactStatements() {}

    /** What is common to all: the feeds, and the facts with those measures that the chunk has. */
    private static String feeds(Collection<Measure> measures) {
        return """
            with feed as materialized (
                select * from unnest(cast(:campaigns as uuid[]), cast(:channels as text[]), cast(:sources as text[]))
                    with ordinality as f (campaign_id, channel, source, n)
            ), incoming as materialized (
                select f.campaign_id, f.channel, f.source, i.*
                  from unnest(cast(:feeds as integer[]), cast(:days as date[]), cast(:hours as timestamptz[]), cast(:entities as text[]),
                              cast(:currencies as text[]), cast(:keys as text[]), %s) as i (n, day, hour, entity, currency, key, %s)
                  join feed f using (n))
            """.formatted(
                        Measure.columns(measures, c -> "cast(:" + c + " as " + type(c) + "[])"),
                        Measure.columns(measures, c -> c));
    }

    /** Adds to the daily sums what a part called {@code moved} holds. */
    private static String roll(Collection<Measure> measures) {
        return """
            rolled as (
                insert into analytics_daily as d (campaign_id, day, channel, source, currency, %s)
                select campaign_id, day, channel, source, currency, %s from moved
                 group by campaign_id, day, channel, source, currency
                 order by campaign_id, day, channel, source, currency
                on conflict (workspace_id, campaign_id, day, channel, source, currency) do update set %s)
            """.formatted(
                        Measure.columns(measures, c -> c),
                        Measure.columns(measures, c -> "coalesce(sum(" + c + "), 0)"),
                        Measure.columns(measures, c -> c + " = d." + c + " + excluded." + c));
    }

    private static final String MERGE = feeds(ALL)
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
                select campaign_id, day, channel, source, currency, %s from written where counted
                 union all
                select campaign_id, day, channel, source, old_currency, %s from written where counted and was is not null
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
            + roll(ALL) + """
            select count(*) filter (where was is null) as fresh, count(*) filter (where was is not null) as restated from written""";

    static final String REPLACE = filled(MERGE, c -> "excluded." + c);
    static final String ADD =
            filled(MERGE, c -> "coalesce(f." + c + " + excluded." + c + ", f." + c + ", excluded." + c + ")");

    private static final Map<Set<Measure>, String> APPEND = new ConcurrentHashMap<>();

    /** For facts that can't be known yet, as their days are outside of all that their feed has reported. */
    static String append(Set<Measure> measures) {
        return APPEND.computeIfAbsent(
                measures,
                some -> feeds(some)
                        + """
                , written as (
                    insert into analytics_fact (workspace_id, campaign_id, day, channel, source, entity, hour, currency, %s)
                    select cast(:workspace as uuid), campaign_id, day, channel, source, entity, coalesce(hour, '-infinity'), currency, %s
                      from incoming
                ), moved as (
                    select campaign_id, day, channel, source, currency, %s from incoming
                ),
                """.formatted(
                                        Measure.columns(some, c -> c),
                                        Measure.columns(some, c -> c),
                                        Measure.columns(some, c -> c))
                        + roll(some) + """
                select count(*) as fresh, 0 as restated from incoming""");
    }

    static final String UNKEY =
            feeds(ALL) + """
            , gone as (
                delete from analytics_fact f using incoming i
                 where f.workspace_id = :workspace and f.campaign_id = i.campaign_id and f.key = i.key
                   and (f.day, f.channel, f.source, f.entity, f.hour)
                       is distinct from (i.day, i.channel, i.source, i.entity, coalesce(i.hour, '-infinity'))
                returning f.*
            ), moved as (
                select campaign_id, day, channel, source, currency, %s from gone where counted
            ),
            """.formatted(Measure.columns(c -> "-" + c + " as " + c)) + roll(ALL) + """
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
                select campaign_id, day, channel, source, currency, %s from changed
            ),
            """.formatted(Measure.columns(c -> "sign * " + c + " as " + c)) + roll(ALL) + """
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
