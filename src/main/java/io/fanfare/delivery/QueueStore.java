package io.fanfare.delivery;

import io.fanfare.kernel.Sql;
import io.fanfare.kernel.Sql.Companion;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The planned rows, narrow and apart from the ledger, so that the steps of a message touch no index of the ledger. Each
 * statement that changes which rows are planned, or when, changes the queue as well.
 */
@Component
class QueueStore {
    /** What is planned in a lane and may be sent. */
    static final String WAITING = """
            with recursive first as (
                (select q.delivery_id, q.item_id, q.item_digest, q.due_at from delivery_queue q
                  where q.workspace_id = :workspace and q.lane = :lane
                  order by q.item_id, q.item_digest, q.due_at limit 1)
                union all
                select n.* from first f cross join lateral (
                    select q.delivery_id, q.item_id, q.item_digest, q.due_at from delivery_queue q
                     where q.workspace_id = :workspace and q.lane = :lane
                       and (q.item_id, q.item_digest) > (f.item_id, f.item_digest)
                     order by q.item_id, q.item_digest, q.due_at limit 1) n
            ), waiting as (
                select d.channel, d.target, d.gate, d.item_kind, f.item_id, f.item_digest, f.due_at
                  from first f cross join lateral (
                       select * from delivery x where x.workspace_id = :workspace and x.id = f.delivery_id limit 1) d
            ), approved as (
                select g.gate, g.not_before, e.key as item, e.value as digest
                  from delivery_gate g cross join lateral jsonb_each_text(g.manifest) e
                 where g.workspace_id = :workspace and g.gate in (select gate from waiting) and g.open
                   and not e.key = any(g.paused)
            )
            select w.channel, w.target, w.item_id, w.item_digest, greatest(w.due_at, a.not_before) as due_at,
                   greatest(w.due_at, a.not_before) <= fanfare_now() as due
              from waiting w
              left join approved a
                on a.gate = w.gate and a.item = w.item_kind || ':' || w.item_id and a.digest = w.item_digest
             where w.gate is null or a.gate is not null""";

    /** What a change of the ledger returns, for {@link #FOLLOWS}. */
    static final String CHANGED = "d.id, d.lane, d.item_id, d.item_digest, d.due_at, d.state, old.state as was";

    /** The part of a statement that lets the queue follow the rows that its part {@code changed} has changed. */
    static final String FOLLOWS = """
            queued as (
                insert into delivery_queue (delivery_id, lane, item_id, item_digest, due_at)
                select id, lane, item_id, item_digest, due_at from changed where state = 'planned'
                on conflict (workspace_id, delivery_id) do update
                   set item_digest = excluded.item_digest, due_at = excluded.due_at
            ), unqueued as (
                delete from delivery_queue
                 where workspace_id = :workspace
                   and delivery_id = any(array(select id from changed where was = 'planned' and state <> 'planned'))
            )""";

    private final Sql sql;

    QueueStore(Sql sql) {
        this.sql = sql;
    }

    /** Plans cancelled rows again. One that was submitted once, or whose recipient was erased, stays cancelled. */
    List<Tallies.Move> revive(String itemKind, UUID itemId, String digest, Instant dueAt) {
        return sql.of("""
                with changed as (
                    update delivery d
                       set state = 'planned', queued = true, item_digest = :digest, due_at = :dueAt, reason = null,
                           fence = d.fence + 1
                     where d.workspace_id = :workspace and d.item_kind = :kind and d.item_id = :item and d.state = 'cancelled'
                       and d.submitted_at is null and d.attempts = 0 and not d.revoked
                    returning %s, d.campaign_id, d.item_kind
                ), %s
                select campaign_id, item_kind, item_id, 'cancelled' as was, 'planned' as became, count(*) as n
                  from changed group by 1, 2, 3""".formatted(CHANGED, FOLLOWS))
                .bind("kind", itemKind)
                .bind("item", itemId)
                .bind("digest", digest)
                .bind("dueAt", dueAt)
                .list(Tallies.Move.class);
    }

    /** The planned rows of one item with one digest, by the first of them that is due. */
    record Group(String channel, String target, UUID itemId, String itemDigest, Instant dueAt, boolean due) {}

    /**
     * What is planned in a lane and may be sent, one entry per item: the recursion jumps from item to item along the index
     * and never reads the rows in between. A paused campaign or mailing with a million planned rows costs one step.
     *
     * @param other is sent in the same message
     */
    List<Group> waiting(Delivery.Lane lane, Companion<?, ?> other) {
        return sql.of(WAITING).bind("lane", lane).with(other).list(Group.class).stream()
                .sorted(Comparator.comparing(Group::dueAt))
                .toList();
    }

    /** Where rows are sent to: a channel, and the target or the item where each is an account of its own. */
    record Route(
            String channel,
            @Nullable String target,
            @Nullable UUID item) {
        /** What tells it from the other routes of its channel. */
        @Nullable
        String account() {
            return item == null ? target : item.toString();
        }
    }

    /**
     * Due rows of some items in one channel, or of one target in it. They are only read: a row belongs to nobody until it is
     * submitted, and its fence tells then whether it has changed since.
     */
    List<Delivery> due(Delivery.Lane lane, Route route, List<Group> groups, int most) {
        return sql.of("""
                select d.* from unnest(:items, :digests) as g (item_id, item_digest)
                 cross join lateral (
                    select x.* from delivery_queue q
                     cross join lateral (
                        select * from delivery p
                         where p.workspace_id = :workspace and p.id = q.delivery_id and p.state = 'planned' limit 1) x
                     where q.workspace_id = :workspace and q.lane = :lane
                       and q.item_id = g.item_id and q.item_digest = g.item_digest and q.due_at <= (select fanfare_now())
                       and x.channel = :channel and (cast(:target as text) is null or x.target = :target)
                     order by q.due_at limit :most) d
                 order by d.due_at limit :most""")
                .bind("lane", lane)
                .bind("channel", route.channel())
                .bind("target", route.target())
                .array("items", "uuid", groups.stream().map(Group::itemId).toList())
                .array("digests", "text", groups.stream().map(Group::itemDigest).toList())
                .bind("most", most)
                .list(Delivery.class);
    }

    /**
     * Plans rows of an item to these targets again, whatever became of them, as if they had never been sent; returns those
     * targets. What is being sent right now is left alone.
     */
    List<String> again(String itemKind, UUID itemId, Collection<String> targets, Instant dueAt) {
        return sql.of("""
                with changed as (
                    update delivery d
                       set state = 'planned', queued = true, due_at = :dueAt, reason = null, attempts = 0, revoked = false,
                           fence = d.fence + 1
                     where d.workspace_id = :workspace and d.item_kind = :kind and d.item_id = :item
                       and d.target = any(:targets) and d.campaign_id is null
                       and d.state in ('planned', 'confirmed', 'unconfirmed', 'failed', 'cancelled')
                    returning %s, d.target
                ), %s
                select target from changed""".formatted(CHANGED, FOLLOWS))
                .bind("kind", itemKind)
                .bind("item", itemId)
                .array("targets", "text", targets)
                .bind("dueAt", dueAt)
                .list(String.class);
    }

    List<Delivery> ofItems(String itemKind, Collection<UUID> items) {
        return sql.of("""
                select * from delivery
                 where workspace_id = :workspace and item_id = any(:items) and item_kind = :kind""").array("items", "uuid", items).bind("kind", itemKind).list(Delivery.class);
    }

    /** When the first planned row of a campaign is due: asked item by item, so the number of rows does not matter. */
    Optional<Instant> nextOfCampaign(UUID campaign) {
        return sql.of("""
                select min(first.due_at) as at
                  from (select distinct item_id from delivery_tally
                         where workspace_id = :workspace and campaign_id = :campaign and state = 'planned' and n > 0) t
                 cross join (values ('single'), ('bulk')) l (lane)
                 cross join lateral (
                       select q.due_at from delivery_queue q
                        where q.workspace_id = :workspace and q.lane = l.lane and q.item_id = t.item_id
                        order by q.item_digest, q.due_at limit 1) first""").bind("campaign", campaign).list(Next.class).stream()
                .map(Next::at)
                .filter(java.util.Objects::nonNull)
                .findFirst();
    }

    /** The same for many campaigns. */
    List<Due> nextOfCampaigns(Collection<UUID> campaigns) {
        return sql.of("""
                select t.campaign_id, min(first.due_at) as at
                  from (select distinct campaign_id, item_id from delivery_tally
                         where workspace_id = :workspace and campaign_id = any(:campaigns) and state = 'planned' and n > 0) t
                 cross join (values ('single'), ('bulk')) l (lane)
                 cross join lateral (
                       select q.due_at from delivery_queue q
                        where q.workspace_id = :workspace and q.lane = l.lane and q.item_id = t.item_id
                        order by q.item_digest, q.due_at limit 1) first
                 group by t.campaign_id""").array("campaigns", "uuid", campaigns).list(Due.class);
    }

    /** When the next row of a campaign is due. */
    record Due(UUID campaignId, Instant at) {}

    private record Next(@Nullable Instant at) {}
}
