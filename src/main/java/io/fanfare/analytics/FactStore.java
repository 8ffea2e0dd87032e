package io.fanfare.analytics;

import io.fanfare.analytics.Fact.Feed;
import io.fanfare.analytics.FactStatements.Appended;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Ready;
import io.fanfare.kernel.Sql;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes figures, chunk by chunk in one transaction. */
@Component
class FactStore {
    /** Facts in one statement, or a few more. */
    private static final int CHUNK = 5_000;

    /** The database waits until the first are prepared. */
    private static final int FIRST_CHUNK = 1_000;

    private final Sql sql;
    private final Ready ready;
    private final Now now;

    FactStore(Sql sql, Ready ready, Now now) {
        this.sql = sql;
        this.ready = ready;
        this.now = now;
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
         * day in another time zone, at most two days apart, so beside them two days more count.
         */
        boolean covers(LocalDate day) {
            if (firstBefore == null || lastBefore == null) return false;
            int margin = hourly ? 2 : 0;
            return !day.isBefore(firstBefore.minusDays(margin)) && !day.isAfter(lastBefore.plusDays(margin));
        }
    }

    /** Replaces what is known under the same key, or adds to it; of two records of one identity the last must be left out. */
    Written write(List<Fact> facts, Map<UUID, String> zones, boolean adds) {
        if (facts.isEmpty()) return new Written(0, 0);
        var held = hold(facts, zones);
        var sorted = FactOrder.sorted(facts);
        var written = new Written(0, 0);
        int to = FactOrder.endOfDay(sorted, FIRST_CHUNK);
        var next = prepared(sorted.subList(0, to), held, adds);
        while (next != null) {
            var prepared = next.join();
            int from = to;
            to = FactOrder.endOfDay(sorted, from + CHUNK);
            next = from < to ? prepared(sorted.subList(from, to), held, adds) : null;
            written = written.plus(write(prepared));
        }
        ready.mark(SumsLane.LANE, now.instant().plus(SumsLane.PAUSE));
        return written;
    }

    /** A chunk, and the statement that writes it. */
    private record Prepared(FactChunk chunk, boolean appends, Sql.Statement statement) {}

    /** Prepares a chunk while the database writes the one before. */
    private CompletableFuture<Prepared> prepared(List<Fact> facts, Map<Feed, Held> held, boolean adds) {
        var current = Current.get();
        return CompletableFuture.supplyAsync(
                () -> current.call(() -> {
                    var chunk = new FactChunk(facts, held);
                    return chunk.isNew() && !chunk.keyed() ? appended(chunk) : merged(chunk, adds);
                }),
                Thread::startVirtualThread);
    }

    private Prepared appended(FactChunk chunk) {
        var measures = chunk.measures();
        var statement = chunk.bound(sql.of(FactStatements.append(new Appended(measures, !chunk.hourly()))), measures);
        chunk.sums(measures).bind(statement);
        return new Prepared(chunk, true, statement);
    }

    private Prepared merged(FactChunk chunk, boolean adds) {
        var statement = sql.of(adds ? FactStatements.ADD : FactStatements.REPLACE);
        return new Prepared(chunk, false, chunk.bound(statement, FactStatements.ALL));
    }

    private Written write(Prepared prepared) {
        var chunk = prepared.chunk();
        if (prepared.appends()) {
            prepared.statement().run();
            return new Written(chunk.size(), 0);
        }
        if (chunk.keyed()) {
            var left = chunk.bound(sql.of(FactStatements.UNKEY), FactStatements.ALL)
                    .list(Cell.class);
            if (!left.isEmpty()) recount(left);
        }
        var written = prepared.statement().one(Written.class);
        var mixed = chunk.mixedCells();
        if (!mixed.isEmpty()) recount(mixed);
        return written;
    }

    /** What one thing did on one day. */
    record Cell(UUID campaignId, String channel, String source, LocalDate day, String entity) {}

    private void recount(List<Cell> cells) {
        sql.of(FactStatements.RECOUNT)
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
        Feed last = null;
        var span = new Span();
        for (Fact fact : facts) {
            // Most facts follow others of their feed.
            if (!fact.feed().equals(last)) span = spans.computeIfAbsent(fact.feed(), feed -> new Span());
            last = fact.feed();
            span.add(fact, zones.getOrDefault(last.campaign(), "UTC"));
        }
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
        sql.of("""
                with moved as (
                    select campaign_id, day, channel, currency, -1 as facts, %s from analytics_fact
                     where workspace_id = :workspace and campaign_id = :campaign and counted
                ), %s
                select count(*) from moved""".formatted(Measure.columns(c -> "-" + c + " as " + c), FactStatements.appended(FactStatements.ALL)))
                .bind("campaign", campaign)
                .one(Long.class);
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
