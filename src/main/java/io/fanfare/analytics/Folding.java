package io.fanfare.analytics;

import io.fanfare.campaign.Campaigns;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Lane;
import io.fanfare.kernel.Live;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Ready;
import io.fanfare.kernel.Sql;
import io.fanfare.kernel.Topic;
import io.fanfare.kernel.Transactions;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * What the house itself sees (opens, clicks, views, what was sent) is appended as it happens and folded into facts of the
 * hour once a second. An event is taken out in the transaction that counts it, so it counts once.
 */
@Component
class Folding implements Lane {
    /** The source of what is counted here. */
    static final String SOURCE = "fanfare";

    private static final String LANE = "analytics_fold";
    private static final int BATCH = 5_000;
    private static final Duration BEAT = Duration.ofSeconds(1);
    /** How long the lane goes on beating after the last event: far longer than the transaction of an event takes. */
    private static final Duration LINGER = Duration.ofSeconds(10);

    private final Sql sql;
    private final FactStore facts;
    private final Campaigns campaigns;
    private final Transactions transactions;
    private final Ready ready;
    private final Now now;
    private final Live live;
    private final Map<UUID, Long> marked = new ConcurrentHashMap<>();

    Folding(Sql sql, FactStore facts, Campaigns campaigns, Transactions transactions, Ready ready, Now now, Live live) {
        this.sql = sql;
        this.facts = facts;
        this.campaigns = campaigns;
        this.transactions = transactions;
        this.ready = ready;
        this.now = now;
        this.live = live;
    }

    /** Something that happened, {@code n} times; negative where it turned out not to have. */
    record Event(UUID campaign, String channel, String entity, Measure measure, int n) {}

    /**
     * Belongs into the transaction in which it happened. The row of the ready table, which all events of a workspace would
     * share, is touched once a second at most: until then the lane beats anyway.
     */
    void append(List<Event> events) {
        if (events.isEmpty()) return;
        sql.of("""
                insert into analytics_event (id, campaign_id, channel, entity, measure, n)
                select * from unnest(cast(:ids as uuid[]), cast(:campaigns as uuid[]), cast(:channels as text[]), cast(:entities as text[]),
                                     cast(:measures as text[]), cast(:counts as integer[]))""")
                .array("ids", "uuid", events.stream().map(event -> Ids.next()).toList())
                .array("campaigns", "uuid", events.stream().map(Event::campaign).toList())
                .array("channels", "text", events.stream().map(Event::channel).toList())
                .array("entities", "text", events.stream().map(Event::entity).toList())
                .array(
                        "measures",
                        "text",
                        events.stream().map(event -> event.measure().word()).toList())
                .array("counts", "integer", events.stream().map(Event::n).toList())
                .run();
        UUID workspace = Current.get().workspace();
        long at = System.nanoTime();
        var last = marked.get(workspace);
        if (last != null && at - last < BEAT.toNanos()) return;
        ready.mark(LANE, now.instant());
        Transactions.afterCommit(() -> {
            if (marked.size() > 100_000) marked.clear();
            marked.put(workspace, at);
        });
    }

    @Override
    public String name() {
        return LANE;
    }

    @Override
    public Optional<Instant> work() {
        boolean any = false;
        int taken;
        do {
            taken = transactions.write(this::fold);
            any |= taken > 0;
        } while (taken >= BATCH);
        if (!any && transactions.read(this::isQuiet)) return Optional.empty();
        return Optional.of(transactions.read(now::instant).plus(BEAT));
    }

    /** Whether no node has found an event for a while. What one node alone has seen says nothing: turns change between nodes. */
    private boolean isQuiet() {
        return !sql.of("""
                select 1 from analytics_folding
                 where workspace_id = :workspace and folded_at > fanfare_now() - make_interval(secs => :linger)""").bind("linger", (double) LINGER.toSeconds()).exists();
    }

    private void noteEvents() {
        sql.of("""
                insert into analytics_folding (folded_at) values (fanfare_now())
                on conflict (workspace_id) do update set folded_at = excluded.folded_at""").run();
    }

    /** What one thing did in one hour. */
    record Folded(UUID campaignId, String channel, String entity, Instant hour, String measure, long n, long events) {}

    /** Answers how many events it took. */
    private int fold() {
        var folded = sql.of("""
                with taken as (
                    delete from analytics_event
                     where workspace_id = :workspace
                       and id in (select id from analytics_event where workspace_id = :workspace order by id limit :most)
                    returning *)
                select campaign_id, channel, entity, date_trunc('hour', at) as hour, measure, sum(n) as n, count(*) as events
                  from taken group by campaign_id, channel, entity, date_trunc('hour', at), measure""").bind("most", BATCH).list(Folded.class);
        if (folded.isEmpty()) return 0;
        noteEvents();
        var known =
                campaigns.all(folded.stream().map(Folded::campaignId).distinct().toList());
        var zones = new HashMap<UUID, String>();
        known.forEach((id, campaign) -> zones.put(id, campaign.timeZone()));
        var cells = new LinkedHashMap<Fact.Identity, Fact>();
        for (var row : folded) {
            if (!known.containsKey(row.campaignId())) continue;
            var feed = new Fact.Feed(row.campaignId(), row.channel(), SOURCE);
            var identity = new Fact.Identity(feed, null, row.hour(), row.entity());
            var fact = cells.computeIfAbsent(identity, id -> empty(feed, row));
            fact.figures().put(Measure.valueOf(row.measure().toUpperCase(Locale.ROOT)), BigDecimal.valueOf(row.n()));
        }
        facts.write(List.copyOf(cells.values()), zones, true);
        zones.keySet().forEach(id -> live.changed(Topic.DASHBOARD.of(id), "metrics", id, null));
        return folded.stream().mapToInt(row -> (int) row.events()).sum();
    }

    private static Fact empty(Fact.Feed feed, Folded row) {
        return new Fact(feed, null, row.hour(), row.entity(), "", null, new EnumMap<>(Measure.class));
    }
}
