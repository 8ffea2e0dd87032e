package io.fanfare.delivery;

import io.fanfare.kernel.Json;
import io.fanfare.kernel.Orders;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Sql;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The statements of the ledger. Those that change states move the tallies too. */
@Component
class LedgerStore {
    private final Sql sql;
    private final Tallies tallies;

    LedgerStore(Sql sql, Tallies tallies) {
        this.sql = sql;
        this.tallies = tallies;
    }

    /** Rows that exist already (the same item to the same target) stay as they are. */
    int insert(List<Delivery.Planned> rows) {
        return moved(sql.of("""
                with added as (
                    insert into delivery (id, channel, lane, target, target_name, item_kind, item_id, item_digest, campaign_id, gate,
                                          due_at, payload, created_at, queued)
                    select p.id, p.channel, p.lane, p.target, p.target_name, p.item_kind, p.item_id, p.item_digest, p.campaign_id,
                           p.gate, p.due_at, cast(p.payload as jsonb), (select fanfare_now()), true
                      from unnest(:ids, :channels, :lanes, :targets, :names, :kinds, :items, :digests, :campaigns, :gates, :times,
                                  :payloads)
                           as p (id, channel, lane, target, target_name, item_kind, item_id, item_digest, campaign_id, gate, due_at,
                                 payload)
                    on conflict on constraint delivery_once do nothing
                    returning campaign_id, item_kind, id, lane, item_id, item_digest, due_at
                ), queued as (
                    insert into delivery_queue (delivery_id, lane, item_id, item_digest, due_at)
                    select id, lane, item_id, item_digest, due_at from added
                )
                select campaign_id, item_kind, item_id, 'planned' as became, count(*) as n from added group by 1, 2, 3""")
                .array("ids", "uuid", of(rows, Delivery.Planned::id))
                .array("channels", "text", of(rows, Delivery.Planned::channel))
                .array("lanes", "text", of(rows, Delivery.Planned::lane))
                .array("targets", "text", of(rows, Delivery.Planned::target))
                .array("names", "text", of(rows, Delivery.Planned::targetName))
                .array("kinds", "text", of(rows, Delivery.Planned::itemKind))
                .array("items", "uuid", of(rows, Delivery.Planned::itemId))
                .array("digests", "text", of(rows, Delivery.Planned::itemDigest))
                .array("campaigns", "uuid", of(rows, Delivery.Planned::campaignId))
                .array("gates", "uuid", of(rows, Delivery.Planned::gate))
                .array("times", "timestamptz", of(rows, Delivery.Planned::dueAt))
                .array("payloads", "text", of(rows, row -> row.payload() == null ? null : Json.of(row.payload())))
                .list(Tallies.Move.class));
    }

    private static <T> Collection<?> of(List<T> rows, Function<T, @Nullable Object> value) {
        var values = new ArrayList<@Nullable Object>(rows.size());
        for (T row : rows) values.add(value.apply(row));
        return values;
    }

    int moved(List<Tallies.Move> moves) {
        tallies.moved(moves);
        return (int) moves.stream().mapToLong(Tallies.Move::n).sum();
    }

    /** Planned rows get another digest or time. What was composed of them becomes void, because their fence moves. */
    int replan(String itemKind, UUID itemId, String digest, Instant dueAt) {
        return sql.of("""
                with changed as (
                    update delivery d set item_digest = :digest, due_at = :dueAt, fence = d.fence + 1
                     where d.workspace_id = :workspace and d.item_kind = :kind and d.item_id = :item and d.state = 'planned'
                    returning %s
                ), %s
                select count(*)::integer from changed""".formatted(QueueStore.CHANGED, QueueStore.FOLLOWS))
                .bind("kind", itemKind)
                .bind("item", itemId)
                .bind("digest", digest)
                .bind("dueAt", dueAt)
                .one(Integer.class);
    }

    int hasten(String itemKind, Collection<UUID> items, Instant dueAt) {
        return sql.of("""
                with changed as (
                    update delivery d set due_at = :at
                     where d.workspace_id = :workspace and d.item_id = any(:items) and d.item_kind = :kind and d.state = 'planned'
                    returning %s
                ), %s
                select count(*)::integer from changed""".formatted(QueueStore.CHANGED, QueueStore.FOLLOWS))
                .bind("at", dueAt)
                .array("items", "uuid", items)
                .bind("kind", itemKind)
                .one(Integer.class);
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
        return moved(sql.of("""
                with changed as (
                    update delivery d
                       set state = 'planned', queued = true, item_digest = :digest, due_at = fanfare_now(), reason = null,
                           fence = d.fence + 1
                     where d.workspace_id = :workspace and d.item_kind = :kind and d.item_id = :item and d.state = 'failed'
                       and not d.revoked
                    returning %s, d.campaign_id, d.item_kind
                ), %s
                select campaign_id, item_kind, item_id, 'failed' as was, 'planned' as became, count(*) as n
                  from changed group by 1, 2, 3""".formatted(QueueStore.CHANGED, QueueStore.FOLLOWS))
                .bind("kind", itemKind)
                .bind("item", itemId)
                .bind("digest", digest)
                .list(Tallies.Move.class));
    }

    int cancel(String itemKind, UUID itemId, String reason) {
        // Submitted rows can't be called back, but they must not be sent again if the provider returns them.
        sql.of("""
                update delivery set revoked = true
                 where workspace_id = :workspace and item_kind = :kind and item_id = :item
                   and state in ('submitted', 'unconfirmed', 'failed')""").bind("kind", itemKind).bind("item", itemId).run();
        return moved(sql.of("""
                with changed as (
                    update delivery d set state = 'cancelled', queued = false, reason = :reason, fence = d.fence + 1
                     where d.workspace_id = :workspace and d.item_kind = :kind and d.item_id = :item and d.state = 'planned'
                    returning %s, d.campaign_id, d.item_kind
                ), %s
                select campaign_id, item_kind, item_id, 'planned' as was, 'cancelled' as became, count(*) as n
                  from changed group by 1, 2, 3""".formatted(QueueStore.CHANGED, QueueStore.FOLLOWS))
                .bind("kind", itemKind)
                .bind("item", itemId)
                .bind("reason", reason)
                .list(Tallies.Move.class));
    }

    /** Cancelled rows of one item, with one of them. */
    private record Cancelled(String itemKind, UUID itemId, UUID one, long n) {
        Tallies.Move move(UUID campaign) {
            return new Tallies.Move(
                    campaign, itemKind, itemId, Delivery.State.PLANNED, Delivery.State.CANCELLED, null, n);
        }
    }

    /** Returns one row of each item of which rows were cancelled: there may be a million of them. */
    List<Delivery> cancelCampaign(UUID campaign, String reason) {
        sql.of("""
                update delivery set revoked = true
                 where workspace_id = :workspace and campaign_id = :campaign and not revoked
                   and (indexed_state in ('unconfirmed', 'failed')
                        or id = any(array(select unnest(deliveries) from delivery_submission where workspace_id = :workspace))
                           and state = 'submitted')""").bind("campaign", campaign).run();
        var items = sql.of("""
                with changed as (
                    update delivery d set state = 'cancelled', queued = false, reason = :reason, fence = d.fence + 1
                     where d.workspace_id = :workspace and d.campaign_id = :campaign and d.state = 'planned'
                    returning %s, d.item_kind
                ), %s
                select item_kind, item_id, (array_agg(id))[1] as one, count(*) as n from changed group by 1, 2""".formatted(QueueStore.CHANGED, QueueStore.FOLLOWS))
                .bind("campaign", campaign)
                .bind("reason", reason)
                .list(Cancelled.class);
        tallies.moved(items.stream().map(item -> item.move(campaign)).toList());
        return sql.of("select * from delivery where workspace_id = :workspace and id = any(:ids)")
                .array("ids", "uuid", items.stream().map(Cancelled::one).toList())
                .list(Delivery.class);
    }

    private List<Delivery> changed(List<Delivery> rows) {
        tallies.changed(rows);
        return rows;
    }

    boolean hasSubmitted(UUID campaign) {
        return sql.of("""
                select id from delivery
                 where workspace_id = :workspace and campaign_id = :campaign and submitted_at is not null limit 1""").bind("campaign", campaign).exists();
    }

    void forget(UUID campaign) {
        sql.of("""
                delete from delivery_queue q using delivery d
                 where q.workspace_id = :workspace and d.workspace_id = :workspace and d.campaign_id = :campaign
                   and d.id = q.delivery_id""").bind("campaign", campaign).run();
        sql.of("delete from delivery where workspace_id = :workspace and campaign_id = :campaign")
                .bind("campaign", campaign)
                .run();
        sql.of("delete from delivery_gate where workspace_id = :workspace and gate = :campaign")
                .bind("campaign", campaign)
                .run();
        tallies.forget(campaign);
    }

    /** The outcome of one attempt. */
    record Result(
            UUID id,
            @Nullable UUID gate,
            long fence,
            Delivery.State state,
            @Nullable String reason,
            @Nullable String reference,
            double delay,
            Message.Excluded.@Nullable Cause exclusion) {
        // A provider's answer may hold anything; PostgreSQL stores all but U+0000.
        Result {
            reason = reason == null ? null : reason.replace('\0', '\ufffd');
            reference = reference == null ? null : reference.replace('\0', '\ufffd');
        }
    }

    /**
     * Writes the outcomes of attempts. One that comes late, after the row became unconfirmed, still counts: it is the same
     * attempt. The fence of a row that is planned again moves, so nothing later counts for it. A submission whose last row
     * this is ends. Values are found by the position of the id: joined as rows, each would be compared with each.
     */
    List<Delivery> settle(List<Result> results) {
        var settled = sql.of("""
                with changed as (
                    update delivery d
                       set (state, queued, reason, provider_ref, due_at, accepted_at, confirmed_at, exclusion, fence) = (
                           select case when r.state = 'planned' and d.revoked then 'cancelled' else r.state end,
                                  r.state = 'planned' and not d.revoked,
                                  case when r.state = 'planned' and d.revoked then 'cancelled; it was certainly not accepted' else r.reason end,
                                  coalesce(r.reference, d.provider_ref),
                                  case when r.state = 'planned' then fanfare_now() + make_interval(secs => r.delay) else d.due_at end,
                                  case when r.state in ('accepted', 'confirmed') then (select fanfare_now()) else d.accepted_at end,
                                  case when r.state = 'confirmed' then (select fanfare_now()) else d.confirmed_at end,
                                  r.exclusion,
                                  case when r.state = 'planned' then d.fence + 1 else d.fence end
                             from (select (:states)[i] as state, (:reasons)[i] as reason, (:references)[i] as reference,
                                          (:delays)[i] as delay, (:exclusions)[i] as exclusion
                                     from array_position(:ids, d.id) as i) r)
                     where d.workspace_id = :workspace and d.id = any(:ids) and d.fence = (:fences)[array_position(:ids, d.id)]
                       and (d.state in ('planned', 'submitted')
                            or d.state = 'unconfirmed'
                               and (:states)[array_position(:ids, d.id)] in ('accepted', 'confirmed', 'captured'))
                    returning %s, old.state as was
                ), ended as (
                    delete from delivery_submission s
                     where s.workspace_id = :workspace
                       and s.deliveries && array(select id from changed where was = 'submitted')
                       and (s.deliveries <@ array(select id from changed)
                            or not exists (select from delivery d
                                            where d.workspace_id = :workspace and d.id = any(s.deliveries) and d.state = 'submitted'
                                              and d.id <> all(array(select id from changed))))
                ), %s
                select * from changed""".formatted(SETTLED, QueueStore.FOLLOWS))
                .array("ids", "uuid", of(results, Result::id))
                .array("fences", "bigint", of(results, Result::fence))
                .array("states", "text", of(results, Result::state))
                .array("reasons", "text", of(results, Result::reason))
                .array("references", "text", of(results, Result::reference))
                .array("delays", "float8", of(results, Result::delay))
                .array("exclusions", "text", of(results, Result::exclusion))
                .list(Delivery.class);
        note(settled);
        return changed(settled);
    }

    /** What listeners read of a row; all but what it takes to compose it. */
    private static final String SETTLED = """
            d.id, d.channel, d.lane, d.target, d.target_name, d.item_kind, d.item_id, d.item_digest, d.campaign_id, d.gate,
            d.state, d.reason, d.due_at, d.fence, d.attempts, d.provider_ref, d.accepted_at, d.confirmed_at, d.created_at,
            d.revoked, d.exclusion""";

    /** Notes the attempts that ended. Of one that was simply accepted, the row itself says everything. */
    void note(List<Delivery> rows) {
        var settled = rows.stream()
                .filter(row -> row.state() != Delivery.State.ACCEPTED)
                .toList();
        if (settled.isEmpty()) return;
        sql.of("""
                insert into delivery_attempt (delivery_id, id, outcome, detail)
                select a."deliveryId", a.id, a.outcome, a.detail
                  from jsonb_to_recordset(:attempts) as a ("deliveryId" uuid, id uuid, outcome text, detail text)""")
                .bind(
                        "attempts",
                        Json.of(settled.stream().map(Attempts.NewAttempt::of).toList()))
                .run();
    }

    /** One attempt as it is listed. */
    record Attempt(Instant at, String outcome, @Nullable String detail) {}

    List<Attempt> attempts(UUID id) {
        return sql.of("""
                select at, outcome, detail from delivery_attempt
                 where workspace_id = :workspace and delivery_id = :id
                union all
                select accepted_at, 'accepted', provider_ref from delivery d
                 where d.workspace_id = :workspace and d.id = :id and d.accepted_at is not null
                   and not exists (select 1 from delivery_attempt a
                                    where a.workspace_id = :workspace and a.delivery_id = :id and a.at = d.accepted_at)
                 order by at""").bind("id", id).list(Attempt.class);
    }

    /** A person moves a row: only from the states given, and its fence moves so that no earlier attempt counts. */
    Optional<Delivery> move(UUID id, List<Delivery.State> from, Delivery.State to, @Nullable String reason) {
        return changed(sql.of("""
                with changed as (
                    update delivery d
                       set state = case when :to = 'planned' and d.revoked then 'cancelled' else :to end,
                           queued = :to = 'planned' and not d.revoked,
                           reason = :reason, fence = d.fence + 1,
                           due_at = case when :to = 'planned' then fanfare_now() else d.due_at end,
                           confirmed_at = case when :to = 'confirmed' then fanfare_now() else d.confirmed_at end
                     where d.workspace_id = :workspace and d.id = :id and d.state = any(:from)
                    returning d.*, old.state as was
                ), %s
                select * from changed""".formatted(QueueStore.FOLLOWS))
                        .bind("id", id)
                        .bind("to", to)
                        .bind("reason", reason)
                        .bind("from", from)
                        .list(Delivery.class))
                .stream()
                .findFirst();
    }

    Delivery read(UUID id) {
        return find(id).orElseThrow(Refused::notFound);
    }

    Optional<Delivery> find(UUID id) {
        return sql.of("select * from delivery where workspace_id = :workspace and id = :id")
                .bind("id", id)
                .find(Delivery.class);
    }

    List<Delivery> list(DeliveryQuery filter, int limit) {
        var order = filter.order();
        return sql.of("""
                select * from delivery
                 where workspace_id = :workspace and %s
                   and (cast(:channel as text) is null or channel = :channel)
                   and (cast(:campaigns as uuid[]) is null or campaign_id = any(cast(:campaigns as uuid[])))
                   and (cast(:item as uuid) is null or item_id = :item)
                   and (cast(:inCampaign as boolean) is null or (campaign_id is not null) = :inCampaign)
                   and (cast(:after as uuid) is null or id %s :after)
                   and (cast(:reaction as text) is null or exists (
                       select 1 from delivery_hit h
                        where h.workspace_id = :workspace and h.delivery_id = delivery.id and h.kind = :reaction and h.first))
                 order by %s
                 limit :limit""".formatted(stateIs(filter.state()), order.descending() ? "<" : ">", Orders.sql(order)))
                .bind("state", filter.state())
                .bind("channel", filter.channel())
                .bind("campaigns", filter.campaigns())
                .bind("item", filter.itemId())
                .bind("inCampaign", filter.inCampaign())
                .bind("after", filter.after())
                .bind("reaction", filter.reaction())
                .bind("limit", limit + 1)
                .list(Delivery.class);
    }

    /** A condition that the index of states serves, where most rows are in another state. */
    private static String stateIs(Delivery.@Nullable State state) {
        return switch (state) {
            case null -> "cast(:state as text) is null";
            case PLANNED, CLAIMED, ACCEPTED -> "state = :state";
            case SUBMITTED ->
                "state = :state and id = any(array(select unnest(deliveries) from delivery_submission where workspace_id = :workspace))";
            case CONFIRMED, CAPTURED, UNCONFIRMED, FAILED, CANCELLED, EXCLUDED, HANDED_OVER -> "indexed_state = :state";
        };
    }

    List<Ledger.Undelivered> undelivered(UUID campaign, String itemKind) {
        return sql.of("""
                select state, count(*) as deliveries, (array_agg(id order by id))[1] as first,
                       (array_agg(item_id order by id))[1] as item_id, (array_agg(reason order by id))[1] as reason
                  from delivery
                 where workspace_id = :workspace and campaign_id = :campaign and item_kind = :kind
                   and indexed_state in ('unconfirmed', 'failed') and not revoked
                 group by state order by state""").bind("campaign", campaign).bind("kind", itemKind).list(Ledger.Undelivered.class);
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
}
