package io.fanfare.delivery;

import io.fanfare.kernel.DatabaseAccess;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Sql;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The statements of the ledger. */
@Component
class DeliveryStore {
    /** How long a claimed or submitted row belongs to its worker. Longer than any channel takes to send. */
    static final Duration LEASE = Duration.ofMinutes(3);

    /** Its lease has run out; or it belongs to another run of the only server there is, which therefore has ended. */
    private static final String ABANDONED = "(lease_until < fanfare_now() or :alone and claimed_by <> :node)";

    private static final String PASSES = """
            (d.gate is null or exists (
                select 1 from delivery_gate g
                 where g.workspace_id = d.workspace_id and g.gate = d.gate and g.open
                   and not (d.item_kind || ':' || d.item_id) = any(g.paused)
                   and g.manifest ->> (d.item_kind || ':' || d.item_id) = d.item_digest))""";

    private final Sql sql;
    private final boolean alone;

    DeliveryStore(Sql sql, DatabaseAccess access) {
        this.sql = sql;
        this.alone = access.embedded();
    }

    /** Rows that are there already (the same item to the same target) stay as they are. */
    int insert(List<Delivery.Planned> rows) {
        return sql.of("""
                insert into delivery (id, channel, lane, target, target_name, item_kind, item_id, item_digest, campaign_id, gate, due_at, payload)
                select p.id, p.channel, p.lane, p.target, p.target_name, p.item_kind, p.item_id, p.item_digest, p.campaign_id, p.gate, p.due_at, p.payload
                  from jsonb_to_recordset(:rows) as p (id uuid, channel text, lane text, target text, target_name text, item_kind text, item_id uuid,
                       item_digest text, campaign_id uuid, gate uuid, due_at timestamptz, payload jsonb)
                on conflict on constraint delivery_once do nothing""")
                .bind("rows", Json.of(rows.stream().map(Row::of).toList()))
                .run();
    }

    /** As the columns are called. */
    record Row(
            UUID id,
            String channel,
            Delivery.Lane lane,
            String target,
            @Nullable String target_name,
            String item_kind,
            UUID item_id,
            String item_digest,
            @Nullable UUID campaign_id,
            @Nullable UUID gate,
            Instant due_at,
            @Nullable Object payload) {
        static Row of(Delivery.Planned p) {
            return new Row(
                    p.id(),
                    p.channel(),
                    p.lane(),
                    p.target(),
                    p.targetName(),
                    p.itemKind(),
                    p.itemId(),
                    p.itemDigest(),
                    p.campaignId(),
                    p.gate(),
                    p.dueAt(),
                    p.payload());
        }
    }

    /** What was planned says something else now, or at another time. A claim on it is void: its fence has moved. */
    int replan(String itemKind, UUID itemId, String digest, Instant dueAt) {
        return sql.of("""
                update delivery
                   set item_digest = :digest, due_at = :dueAt, state = 'planned', fence = fence + 1, lease_until = null
                 where workspace_id = :workspace and item_kind = :kind and item_id = :item and state in ('planned', 'claimed')""")
                .bind("kind", itemKind)
                .bind("item", itemId)
                .bind("digest", digest)
                .bind("dueAt", dueAt)
                .run();
    }

    void amend(String itemKind, UUID itemId, String digest) {
        sql.of("""
                update delivery set item_digest = :digest
                 where workspace_id = :workspace and item_kind = :kind and item_id = :item and state = 'failed'""")
                .bind("kind", itemKind)
                .bind("item", itemId)
                .bind("digest", digest)
                .run();
    }

    int retry(String itemKind, UUID itemId, String digest) {
        return sql.of("""
                update delivery
                   set state = 'planned', item_digest = :digest, due_at = fanfare_now(), reason = null, fence = fence + 1,
                       lease_until = null
                 where workspace_id = :workspace and item_kind = :kind and item_id = :item and state = 'failed'
                   and not revoked""")
                .bind("kind", itemKind)
                .bind("item", itemId)
                .bind("digest", digest)
                .run();
    }

    int cancel(String itemKind, UUID itemId, String reason) {
        // What is over the boundary can't be called back; but should it come back by itself, it stays.
        sql.of("""
                update delivery set revoked = true
                 where workspace_id = :workspace and item_kind = :kind and item_id = :item
                   and state in ('submitted', 'unconfirmed', 'failed')""").bind("kind", itemKind).bind("item", itemId).run();
        return sql.of("""
                update delivery set state = 'cancelled', reason = :reason, fence = fence + 1, lease_until = null
                 where workspace_id = :workspace and item_kind = :kind and item_id = :item and state in ('planned', 'claimed')""")
                .bind("kind", itemKind)
                .bind("item", itemId)
                .bind("reason", reason)
                .run();
    }

    List<Delivery> cancelCampaign(UUID campaign, String reason) {
        // What is over the boundary can't be called back; but should it come back by itself, it stays.
        sql.of("""
                update delivery set revoked = true
                 where workspace_id = :workspace and campaign_id = :campaign
                   and state in ('submitted', 'unconfirmed', 'failed')""").bind("campaign", campaign).run();
        return sql.of("""
                update delivery set state = 'cancelled', reason = :reason, fence = fence + 1, lease_until = null
                 where workspace_id = :workspace and campaign_id = :campaign and state in ('planned', 'claimed')
                returning *""").bind("campaign", campaign).bind("reason", reason).list(Delivery.class);
    }

    boolean hasLeft(UUID campaign) {
        return sql.of("""
                select id from delivery
                 where workspace_id = :workspace and campaign_id = :campaign and submitted_at is not null limit 1""").bind("campaign", campaign).exists();
    }

    void forget(UUID campaign) {
        sql.of("delete from delivery where workspace_id = :workspace and campaign_id = :campaign")
                .bind("campaign", campaign)
                .run();
        sql.of("delete from delivery_gate where workspace_id = :workspace and gate = :campaign")
                .bind("campaign", campaign)
                .run();
    }

    /** Accounts that rows are due for, in channels where each has a limit of its own. */
    List<Due> dueTargets(Delivery.Lane lane, List<String> channels) {
        return sql.of("""
                select distinct d.channel, d.target from delivery d
                 where d.workspace_id = :workspace and d.state = 'planned' and d.lane = :lane
                   and d.channel = any(:channels) and d.due_at <= fanfare_now() and %s
                 limit 100""".formatted(PASSES))
                .bind("lane", lane)
                .bind("channels", channels)
                .list(Due.class);
    }

    /** One of them. */
    record Due(String channel, String target) {}

    /** Claims due rows of one lane and channel, or of one target in it, whose gate lets them pass. */
    List<Delivery> claim(Delivery.Lane lane, String channel, @Nullable String target, int most, String node) {
        return sql.of("""
                with due as materialized (
                    select d.id from delivery d
                     where d.workspace_id = :workspace and d.state = 'planned' and d.lane = :lane
                       and d.channel = :channel and d.due_at <= fanfare_now()
                       and (cast(:target as text) is null or d.target = :target)
                       and %s
                     order by d.due_at
                     limit :most
                       for update skip locked)
                update delivery c
                   set state = 'claimed', fence = c.fence + 1, claimed_by = :node,
                       lease_until = fanfare_now() + make_interval(secs => :lease)
                  from due
                 where c.workspace_id = :workspace and c.id = due.id
                returning c.*""".formatted(PASSES))
                .bind("lane", lane)
                .bind("channel", channel)
                .bind("target", target)
                .bind("most", most)
                .bind("node", node)
                .bind("lease", (double) LEASE.toSeconds())
                .list(Delivery.class);
    }

    /** One row that passes from the claim to the boundary. */
    record Submission(UUID id, long fence, String provider, String bytesHash) {}

    /**
     * The boundary: claimed → submitted, for rows whose claim still stands and whose gate is open for exactly their
     * digest. The gates are locked first, so a pause or an edit either waits for this or is seen by it. The ids stand in an
     * array beside the rows: a planner that knows nothing of the table would read all of it to join them.
     */
    List<UUID> submit(List<Submission> rows) {
        return sql.of("""
                with asked as (
                    select * from jsonb_to_recordset(:rows) as a (id uuid, fence bigint, provider text, "bytesHash" text)
                ), held as (
                    select g.gate, g.open, g.manifest, g.manifest_digest, g.paused from delivery_gate g
                     where g.workspace_id = :workspace
                       and g.gate in (select d.gate from delivery d where d.workspace_id = :workspace and d.id = any(:ids))
                       for share
                )
                update delivery d
                   set state = 'submitted', submitted_at = fanfare_now(), attempts = d.attempts + 1,
                       provider = a.provider, bytes_hash = a."bytesHash",
                       manifest_digest = (select h.manifest_digest from held h where h.gate = d.gate),
                       lease_until = fanfare_now() + make_interval(secs => :lease)
                  from asked a
                 where d.workspace_id = :workspace and d.id = any(:ids) and d.id = a.id and d.fence = a.fence
                   and d.state = 'claimed' and d.lease_until > fanfare_now()
                   and (d.gate is null or exists (
                        select 1 from held h
                         where h.gate = d.gate and h.open and not (d.item_kind || ':' || d.item_id) = any(h.paused)
                           and h.manifest ->> (d.item_kind || ':' || d.item_id) = d.item_digest))
                returning d.id""")
                .bind("rows", Json.of(rows))
                .array("ids", "uuid", rows.stream().map(Submission::id).toList())
                .bind("lease", (double) LEASE.toSeconds())
                .list(UUID.class);
    }

    /** Rows that have surely not been sent are free again, whether or not their submission was committed; those of others stay. */
    void takeBack(List<Delivery> rows) {
        sql.of("""
                update delivery d set state = 'planned', fence = d.fence + 1, lease_until = null
                  from jsonb_to_recordset(:rows) as a (id uuid, fence bigint)
                 where d.workspace_id = :workspace and d.id = any(:ids) and d.id = a.id and d.fence = a.fence
                   and d.state in ('claimed', 'submitted')""")
                .array("ids", "uuid", rows.stream().map(Delivery::id).toList())
                .bind(
                        "rows",
                        Json.of(rows.stream()
                                .map(row -> new Claim(row.id(), row.fence()))
                                .toList()))
                .run();
    }

    /** A row as one worker holds it. */
    record Claim(UUID id, long fence) {}

    /** What became of one row. */
    record Result(
            UUID id,
            long fence,
            Delivery.State state,
            @Nullable String reason,
            @Nullable String reference,
            double delay,
            Message.Excluded.@Nullable Cause exclusion) {
        // What the other side says may hold anything; the database keeps all but U+0000.
        Result {
            reason = reason == null ? null : reason.replace('\0', '\ufffd');
            reference = reference == null ? null : reference.replace('\0', '\ufffd');
        }
    }

    /** Writes outcomes of attempts. One that comes late, after the row was called unconfirmed, still counts: it is the same attempt. */
    List<Delivery> settle(List<Result> results) {
        var settled = sql.of("""
                with r as (
                    select * from jsonb_to_recordset(:results)
                        as r (id uuid, fence bigint, state text, reason text, reference text, delay double precision, exclusion text)
                )
                update delivery d
                   set state = case when r.state = 'planned' and d.revoked then 'cancelled' else r.state end,
                       reason = case when r.state = 'planned' and d.revoked then 'cancelled; it had surely not been taken' else r.reason end, provider_ref = coalesce(r.reference, d.provider_ref),
                       due_at = case when r.state = 'planned' then fanfare_now() + make_interval(secs => r.delay) else d.due_at end,
                       accepted_at = case when r.state in ('accepted', 'confirmed') then fanfare_now() else d.accepted_at end,
                       confirmed_at = case when r.state = 'confirmed' then fanfare_now() else d.confirmed_at end,
                       exclusion = r.exclusion, lease_until = null
                  from r
                 where d.workspace_id = :workspace and d.id = any(:ids) and d.id = r.id and d.fence = r.fence
                   and (d.state in ('claimed', 'submitted') or d.state = 'unconfirmed' and r.state in ('accepted', 'confirmed', 'captured'))
                returning d.*""")
                .bind("results", Json.of(results))
                .array("ids", "uuid", results.stream().map(Result::id).toList())
                .list(Delivery.class);
        note(settled);
        return settled;
    }

    private void note(List<Delivery> settled) {
        if (settled.isEmpty()) return;
        sql.of("""
                insert into delivery_attempt (delivery_id, id, outcome, detail)
                select a."deliveryId", a.id, a.outcome, a.detail
                  from jsonb_to_recordset(:attempts) as a ("deliveryId" uuid, id uuid, outcome text, detail text)""")
                .bind("attempts", Json.of(settled.stream().map(Attempt::of).toList()))
                .run();
    }

    /** One try and what came of it. */
    record Attempt(
            UUID deliveryId,
            UUID id,
            String outcome,
            @Nullable String detail) {
        static Attempt of(Delivery d) {
            String outcome = d.state() == Delivery.State.PLANNED
                    ? "try_later"
                    : d.state().name().toLowerCase(java.util.Locale.ROOT);
            return new Attempt(d.id(), Ids.next(), outcome, d.reason() == null ? d.providerRef() : d.reason());
        }
    }

    /** Claims whose worker is gone; nothing had been submitted, so they are simply free again. */
    int freeClaims(String node) {
        return sql.of("""
                update delivery set state = 'planned', fence = fence + 1, lease_until = null
                 where workspace_id = :workspace and state = 'claimed' and %s""".formatted(ABANDONED))
                .bind("alone", alone)
                .bind("node", node)
                .run();
    }

    /** Submitted rows whose worker is gone without a word. */
    List<Delivery> orphans(String node) {
        return sql.of("""
                select * from delivery
                 where workspace_id = :workspace and state = 'submitted' and %s
                 limit 100""".formatted(ABANDONED))
                .bind("alone", alone)
                .bind("node", node)
                .list(Delivery.class);
    }

    /** When something next has to be looked at: a planned row that may pass, or a lease that runs out. */
    Optional<Instant> nextDue(Delivery.Lane lane) {
        return sql.of("""
                select min(at) as at from (
                    (select d.due_at as at from delivery d
                      where d.workspace_id = :workspace and d.state = 'planned' and d.lane = :lane and %s
                      order by d.due_at limit 1)
                    union all
                    (select d.lease_until from delivery d
                      where d.workspace_id = :workspace and d.state in ('claimed', 'submitted')
                      order by d.lease_until limit 1)) as soonest""".formatted(PASSES)).bind("lane", lane).list(Next.class).stream()
                .map(Next::at)
                .filter(java.util.Objects::nonNull)
                .findFirst();
    }

    Optional<Instant> nextOfCampaign(UUID campaign) {
        return sql.of("""
                select min(due_at) as at from delivery
                 where workspace_id = :workspace and campaign_id = :campaign and state = 'planned'""").bind("campaign", campaign).list(Next.class).stream()
                .map(Next::at)
                .filter(java.util.Objects::nonNull)
                .findFirst();
    }

    /** The answer of min(). */
    record Next(@Nullable Instant at) {}

    /** Takes up to {@code most} tokens and answers how many there were. */
    int take(Channel.Route route, int most) {
        sql.of("""
                insert into delivery_bucket (bucket, tokens, refilled_at) values (:bucket, :burst, fanfare_now())
                on conflict (bucket) do nothing""").bind("bucket", route.bucket()).bind("burst", route.burst()).run();
        return sql.of("""
                update delivery_bucket b
                   set tokens = f.full - least(:most, floor(f.full)), refilled_at = fanfare_now()
                  from (select bucket, least(:burst, tokens + :rate * extract(epoch from fanfare_now() - refilled_at)) as full
                          from delivery_bucket where bucket = :bucket for update) f
                 where b.bucket = f.bucket
                returning cast(least(:most, floor(f.full)) as integer)""")
                .bind("bucket", route.bucket())
                .bind("burst", route.burst())
                .bind("rate", route.perSecond())
                .bind("most", (double) most)
                .one(Integer.class);
    }

    void giveBack(Channel.Route route, int tokens) {
        sql.of("update delivery_bucket set tokens = tokens + :tokens where bucket = :bucket")
                .bind("bucket", route.bucket())
                .bind("tokens", (double) tokens)
                .run();
    }

    Delivery read(UUID id) {
        return find(id).orElseThrow(Refused::notFound);
    }

    Optional<Delivery> find(UUID id) {
        return sql.of("select * from delivery where workspace_id = :workspace and id = :id")
                .bind("id", id)
                .find(Delivery.class);
    }

    List<Delivery> list(DeliveryFilter filter, int limit) {
        return sql.of("""
                select * from delivery
                 where workspace_id = :workspace
                   and (cast(:state as text) is null or state = :state)
                   and (cast(:channel as text) is null or channel = :channel)
                   and (cast(:campaign as uuid) is null or campaign_id = :campaign)
                   and (cast(:item as uuid) is null or item_id = :item)
                   and (cast(:after as uuid) is null or id < :after)
                 order by id desc
                 limit :limit""")
                .bind("state", filter.state())
                .bind("channel", filter.channel())
                .bind("campaign", filter.campaignId())
                .bind("item", filter.itemId())
                .bind("after", filter.after())
                .bind("limit", limit + 1)
                .list(Delivery.class);
    }

    /** What a list is narrowed to. */
    record DeliveryFilter(
            Delivery.@Nullable State state,
            @Nullable String channel,
            @Nullable UUID campaignId,
            @Nullable UUID itemId,
            @Nullable UUID after) {}

    /** How many rows of something are in each state. */
    record Count(UUID itemId, Delivery.State state, long n) {}

    List<Count> counts(String itemKind, Collection<UUID> items) {
        return sql.of("""
                select item_id, state, count(*) as n from delivery
                 where workspace_id = :workspace and item_kind = :kind and item_id = any(:items)
                 group by item_id, state""").bind("kind", itemKind).array("items", "uuid", items).list(Count.class);
    }

    int hasten(String kind, Collection<UUID> items, Instant dueAt) {
        return sql.of("""
                update delivery set due_at = :at
                 where workspace_id = :workspace and item_id = any(:items) and item_kind = :kind
                   and state in ('planned', 'claimed')""")
                .bind("at", dueAt)
                .array("items", "uuid", items)
                .bind("kind", kind)
                .run();
    }

    long excluded(String kind, UUID item, String reason) {
        return sql.of("""
                select count(*) from delivery
                 where workspace_id = :workspace and item_id = :item and item_kind = :kind and state = 'excluded'
                   and reason = :reason""")
                .bind("item", item)
                .bind("kind", kind)
                .bind("reason", reason)
                .one(Long.class);
    }

    boolean unfinished(UUID item) {
        return sql.of("""
                select 1 from delivery
                 where workspace_id = :workspace and item_id = :item and state in ('planned', 'claimed', 'submitted')
                 limit 1""").bind("item", item).exists();
    }

    List<Count> campaignCounts(UUID campaign) {
        return sql.of("""
                select campaign_id as item_id, state, count(*) as n from delivery
                 where workspace_id = :workspace and campaign_id = :campaign
                 group by campaign_id, state""").bind("campaign", campaign).list(Count.class);
    }

    List<Ledger.Undelivered> undelivered(UUID campaign, String itemKind) {
        return sql.of("""
                select state, count(*) as deliveries, (array_agg(id order by id))[1] as first,
                       (array_agg(item_id order by id))[1] as item_id, (array_agg(reason order by id))[1] as reason
                  from delivery
                 where workspace_id = :workspace and campaign_id = :campaign and item_kind = :kind
                   and state in ('unconfirmed', 'failed') and not revoked
                 group by state order by state""").bind("campaign", campaign).bind("kind", itemKind).list(Ledger.Undelivered.class);
    }

    /** One try as it is shown. */
    record Shown(Instant at, String outcome, @Nullable String detail) {}

    List<Shown> attempts(UUID id) {
        return sql.of("""
                select at, outcome, detail from delivery_attempt
                 where workspace_id = :workspace and delivery_id = :id order by id""").bind("id", id).list(Shown.class);
    }

    /** A person moves a row: only from the states given, and the fence moves so that nothing older counts any more. */
    Optional<Delivery> move(UUID id, List<Delivery.State> from, Delivery.State to, @Nullable String reason) {
        return sql.of("""
                update delivery
                   set state = case when :to = 'planned' and revoked then 'cancelled' else :to end,
                       reason = :reason, fence = fence + 1, lease_until = null,
                       due_at = case when :to = 'planned' then fanfare_now() else due_at end,
                       confirmed_at = case when :to = 'confirmed' then fanfare_now() else confirmed_at end
                 where workspace_id = :workspace and id = :id and state = any(:from)
                returning *""")
                .bind("id", id)
                .bind("to", to)
                .bind("reason", reason)
                .bind("from", from)
                .find(Delivery.class);
    }

    List<Delivery> toTarget(String channel, String target, int most) {
        return sql.of("""
                select * from delivery
                 where workspace_id = :workspace and channel = :channel and target = :target order by id desc limit :most""")
                .bind("channel", channel)
                .bind("target", target)
                .bind("most", most)
                .list(Delivery.class);
    }

    List<Delivery> cancelTarget(String channel, String target, String reason) {
        return sql.of("""
                update delivery set state = 'cancelled', reason = :reason, fence = fence + 1, lease_until = null
                 where workspace_id = :workspace and channel = :channel and target = :target and state in ('planned', 'claimed')
                returning *""")
                .bind("channel", channel)
                .bind("target", target)
                .bind("reason", reason)
                .list(Delivery.class);
    }

    /** What servers answered may quote the address too. */
    List<UUID> eraseTarget(String channel, String target) {
        var ids = sql.of("""
                update delivery
                   set target = 'erased:' || id, payload = null, revoked = true,
                       reason = case when state = 'cancelled' then reason end
                 where workspace_id = :workspace and channel = :channel and target = :target
                returning id""").bind("channel", channel).bind("target", target).list(UUID.class);
        sql.of("""
                update delivery_attempt set detail = null
                 where workspace_id = :workspace and delivery_id = any(:ids)""").array("ids", "uuid", ids).run();
        return ids;
    }

    int eraseCaptured(String address) {
        return sql.of("delete from delivery_captured where workspace_id = :workspace and lower(recipient) = :address")
                .bind("address", address)
                .run();
    }
}
