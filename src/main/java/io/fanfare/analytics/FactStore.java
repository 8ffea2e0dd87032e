package io.fanfare.analytics;

import io.fanfare.analytics.Fact.Feed;
import io.fanfare.kernel.Sql;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The statements that write figures. Facts come as arrays and are merged by their key; what that changes is added to the
 * daily sums in the same statement, so the sums never need to be counted again.
 */
@Component
class FactStore {
    /** About the order of the primary key, so that neighbours are written to one page of the index. */
    private static final Comparator<Fact> BY_KEY = Comparator.<Fact, UUID>comparing(
                    fact -> fact.feed().campaign())
            .thenComparing(fact -> fact.date() == null ? LocalDate.MIN : fact.date())
            .thenComparing(fact -> fact.hour() == null ? Instant.MIN : fact.hour())
            .thenComparing(Fact::feed)
            .thenComparing(Fact::entity);

    /** Facts in one statement. */
    private static final int CHUNK = 5_000;

    private static final String FEEDS =
            """
            with feed as materialized (
                select * from unnest(cast(:campaigns as uuid[]), cast(:channels as text[]), cast(:sources as text[]))
                    with ordinality as f (campaign_id, channel, source, n)
            ), incoming as materialized (
                select f.campaign_id, f.channel, f.source, i.*
                  from unnest(cast(:feeds as integer[]), cast(:days as date[]), cast(:hours as timestamptz[]), cast(:entities as text[]),
                              cast(:currencies as text[]), cast(:keys as text[]), %s) as i (n, day, hour, entity, currency, key, %s)
                  join feed f using (n))
            """.formatted(Measure.columns(c -> "cast(:" + c + " as " + type(c) + "[])"), Measure.columns(c -> c));

    /** Adds to the daily sums what a part called {@code moved} holds. */
    private static final String ROLL = """
            rolled as (
                insert into analytics_daily as d (campaign_id, day, channel, source, currency, %s)
                select campaign_id, day, channel, source, currency, %s from moved
                 group by campaign_id, day, channel, source, currency
                 order by campaign_id, day, channel, source, currency
                on conflict (workspace_id, campaign_id, day, channel, source, currency) do update set %s)
            """.formatted(
                    Measure.columns(c -> c),
                    Measure.columns(c -> "coalesce(sum(" + c + "), 0)"),
                    Measure.columns(c -> c + " = d." + c + " + excluded." + c));

    private static final String MERGE = FEEDS
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
            + ROLL + """
            select count(*) filter (where was is null) as fresh, count(*) filter (where was is not null) as restated from written""";

    private static final String REPLACE = filled(MERGE, c -> "excluded." + c);
    private static final String ADD =
            filled(MERGE, c -> "coalesce(f." + c + " + excluded." + c + ", f." + c + ", excluded." + c + ")");

    /** For facts that can't be known yet, as their days are outside of all that their feed has reported. */
    private static final String APPEND = FEEDS
            + """
            , written as (
                insert into analytics_fact (workspace_id, campaign_id, day, channel, source, entity, hour, currency, %s)
                select cast(:workspace as uuid), campaign_id, day, channel, source, entity, coalesce(hour, '-infinity'), currency, %s
                  from incoming
            ), moved as (
                select campaign_id, day, channel, source, currency, %s from incoming
            ),
            """.formatted(Measure.columns(c -> c), Measure.columns(c -> c), Measure.columns(c -> c)) + ROLL + """
            select count(*) as fresh, 0 as restated from incoming""";

    private static final String UNKEY = FEEDS + """
            , gone as (
                delete from analytics_fact f using incoming i
                 where f.workspace_id = :workspace and f.campaign_id = i.campaign_id and f.key = i.key
                   and (f.day, f.channel, f.source, f.entity, f.hour)
                       is distinct from (i.day, i.channel, i.source, i.entity, coalesce(i.hour, '-infinity'))
                returning f.*
            ), moved as (
                select campaign_id, day, channel, source, currency, %s from gone where counted
            ),
            """.formatted(Measure.columns(c -> "-" + c + " as " + c)) + ROLL + """
            select campaign_id, channel, source, day, entity from gone""";

    /** Hours win over their day, and a day of which the hours are gone counts again. */
    private static final String RECOUNT = """
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
            """.formatted(Measure.columns(c -> "sign * " + c + " as " + c)) + ROLL + """
            select count(*) from changed""";

    private final Sql sql;

    FactStore(Sql sql) {
        this.sql = sql;
    }

    static String type(String column) {
        return Measure.valueOf(column.toUpperCase(java.util.Locale.ROOT)).whole() ? "bigint" : "numeric";
    }

    private static String filled(String statement, Function<String, String> value) {
        return statement.formatted(Arrays.stream(Measure.ALL)
                .map(m -> (Object) value.apply(m.word()))
                .toArray());
    }

    /** How many were new, and how many replaced other figures; the rest was known already. */
    record Written(long fresh, long restated) {
        Written plus(Written other) {
            return new Written(fresh + other.fresh, restated + other.restated);
        }
    }

    /** A feed that is held until the transaction ends. */
    record Held(
            UUID campaignId,
            String channel,
            String source,
            String timeZone,
            boolean hourly,
            boolean mixed,
            @Nullable LocalDate firstBefore,
            @Nullable LocalDate lastBefore) {
        Feed feed() {
            return new Feed(campaignId, channel, source);
        }

        /**
         * Whether the day is one of those that the feed had reported up to now, or between two of them. Hours are on another
         * day in another time zone, so beside them a day more counts.
         */
        boolean covers(LocalDate day) {
            if (firstBefore == null || lastBefore == null) return false;
            int margin = hourly ? 1 : 0;
            return !day.isBefore(firstBefore.minusDays(margin)) && !day.isAfter(lastBefore.plusDays(margin));
        }
    }

    /** Replaces what is known under the same key, or adds to it; of two records of one identity the last must be left out. */
    Written write(List<Fact> facts, Map<UUID, String> zones, boolean adds) {
        if (facts.isEmpty()) return new Written(0, 0);
        var held = hold(facts, zones);
        var sorted = new ArrayList<>(facts);
        sorted.sort(BY_KEY);
        var written = new Written(0, 0);
        for (int from = 0; from < sorted.size(); from += CHUNK) {
            var chunk = new FactChunk(sorted.subList(from, Math.min(from + CHUNK, sorted.size())), held);
            written = written.plus(merge(chunk, adds));
        }
        return written;
    }

    private Written merge(FactChunk chunk, boolean adds) {
        if (chunk.keyed()) {
            var left = chunk.bound(sql.of(UNKEY)).list(Cell.class);
            if (!left.isEmpty()) recount(left);
        } else if (chunk.isNew()) return chunk.bound(sql.of(APPEND)).one(Written.class);
        var written = chunk.bound(sql.of(adds ? ADD : REPLACE)).one(Written.class);
        var mixed = chunk.mixedCells();
        if (!mixed.isEmpty()) recount(mixed);
        return written;
    }

    /** What one thing did on one day. */
    record Cell(UUID campaignId, String channel, String source, LocalDate day, String entity) {}

    private void recount(List<Cell> cells) {
        sql.of(RECOUNT)
                .array("campaigns", "uuid", cells.stream().map(Cell::campaignId).toList())
                .array("channels", "text", cells.stream().map(Cell::channel).toList())
                .array("sources", "text", cells.stream().map(Cell::source).toList())
                .array("days", "date", cells.stream().map(Cell::day).toList())
                .array("entities", "text", cells.stream().map(Cell::entity).toList())
                .one(Long.class);
    }

    /** Makes sure of the feeds and holds them, in one order for everybody. */
    private Map<Feed, Held> hold(Collection<Fact> facts, Map<UUID, String> zones) {
        var spans = new TreeMap<Feed, Span>();
        for (Fact fact : facts)
            spans.computeIfAbsent(fact.feed(), feed -> new Span())
                    .add(fact, zones.getOrDefault(fact.feed().campaign(), "UTC"));
        var rows = new ArrayList<>(spans.entrySet());
        var held = sql.of("""
                insert into analytics_feed as f (campaign_id, channel, source, time_zone, has_days, has_hours, first_day, last_day)
                select * from unnest(cast(:campaigns as uuid[]), cast(:channels as text[]), cast(:sources as text[]), cast(:zones as text[]),
                                     cast(:days as boolean[]), cast(:hours as boolean[]), cast(:first as date[]), cast(:last as date[]))
                on conflict (workspace_id, campaign_id, channel, source) do update
                   set has_days = f.has_days or excluded.has_days, has_hours = f.has_hours or excluded.has_hours,
                       first_day = least(f.first_day, excluded.first_day), last_day = greatest(f.last_day, excluded.last_day),
                       reported_at = excluded.reported_at
                returning f.campaign_id, f.channel, f.source, f.time_zone, f.has_hours as hourly,
                          f.has_days and f.has_hours as mixed,
                          old.first_day as first_before, old.last_day as last_before""")
                .array(
                        "campaigns",
                        "uuid",
                        rows.stream().map(row -> row.getKey().campaign()).toList())
                .array(
                        "channels",
                        "text",
                        rows.stream().map(row -> row.getKey().channel()).toList())
                .array(
                        "sources",
                        "text",
                        rows.stream().map(row -> row.getKey().source()).toList())
                .array(
                        "zones",
                        "text",
                        rows.stream().map(row -> row.getValue().zone).toList())
                .array(
                        "days",
                        "boolean",
                        rows.stream().map(row -> row.getValue().days).toList())
                .array(
                        "hours",
                        "boolean",
                        rows.stream().map(row -> row.getValue().hours).toList())
                .array(
                        "first",
                        "date",
                        rows.stream().map(row -> row.getValue().first).toList())
                .array(
                        "last",
                        "date",
                        rows.stream().map(row -> row.getValue().last).toList())
                .list(Held.class);
        var byFeed = new HashMap<Feed, Held>();
        held.forEach(row -> byFeed.put(row.feed(), row));
        return byFeed;
    }

    /** From when to when the facts of a feed are, and of which grain. */
    private static final class Span {
        private String zone = "UTC";
        private boolean days;
        private boolean hours;
        private LocalDate first = LocalDate.MAX;
        private LocalDate last = LocalDate.MIN;

        void add(Fact fact, String timeZone) {
            zone = timeZone;
            days |= fact.hour() == null;
            hours |= fact.hour() != null;
            LocalDate day = fact.date() == null ? day(fact, ZoneId.of(timeZone)) : fact.date();
            if (day.isBefore(first)) first = day;
            if (day.isAfter(last)) last = day;
        }
    }

    static LocalDate day(Fact fact, ZoneId zone) {
        if (fact.date() != null) return fact.date();
        return java.util.Objects.requireNonNull(fact.hour()).atZone(zone).toLocalDate();
    }

    void forget(UUID campaign) {
        sql.of("delete from analytics_event where workspace_id = :workspace and campaign_id = :campaign")
                .bind("campaign", campaign)
                .run();
        sql.of("delete from analytics_fact where workspace_id = :workspace and campaign_id = :campaign")
                .bind("campaign", campaign)
                .run();
        sql.of("delete from analytics_daily where workspace_id = :workspace and campaign_id = :campaign")
                .bind("campaign", campaign)
                .run();
        sql.of("delete from analytics_feed where workspace_id = :workspace and campaign_id = :campaign")
                .bind("campaign", campaign)
                .run();
    }
}
