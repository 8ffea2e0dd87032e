package io.fanfare.delivery;

import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Json;
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
        var moves = sql.of("""
                with added as (
                    insert into delivery (id, channel, lane, target, target_name, item_kind, item_id, item_digest, campaign_id, gate, due_at, payload)
                    select p.id, p.channel, p.lane, p.target, p.target_name, p.item_kind, p.item_id, p.item_digest, p.campaign_id, p.gate, p.due_at, p.payload
                      from jsonb_to_recordset(:rows) as p (id uuid, channel text, lane text, target text, target_name text, item_kind text, item_id uuid,
                           item_digest text, campaign_id uuid, gate uuid, due_at timestamptz, payload jsonb)
                    on conflict on constraint delivery_once do nothing
                    returning campaign_id, item_kind, item_id)
                select campaign_id, item_kind, item_id, 'planned' as became, count(*) as n from added group by 1, 2, 3""")
                .bind("rows", Json.of(rows.stream().map(Row::of).toList()))
                .list(Tallies.Move.class);
        return moved(moves);
    }

    private int moved(List<Tallies.Move> moves) {
        tallies.moved(moves);
        return (int) moves.stream().mapToLong(Tallies.Move::n).sum();
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

    /** Planned rows get another digest or time. What was composed of them becomes void, because their fence moves. */
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

    int hasten(String itemKind, Collection<UUID> items, Instant dueAt) {
        return sql.of("""
                update delivery set due_at = :at
                 where workspace_id = :workspace and item_id = any(:items) and item_kind = :kind
                   and state in ('planned', 'claimed')""")
                .bind("at", dueAt)
                .array("items", "uuid", items)
                .bind("kind", itemKind)
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
        return moved(sql.of("""
                with again as (
                    update delivery
                       set state = 'planned', item_digest = :digest, due_at = fanfare_now(), reason = null, fence = fence + 1,
                           lease_until = null
                     where workspace_id = :workspace and item_kind = :kind and item_id = :item and state = 'failed'
                       and not revoked
                    returning campaign_id, item_kind, item_id)
                select campaign_id, item_kind, item_id, 'failed' as was, 'planned' as became, count(*) as n
                  from again group by 1, 2, 3""")
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
                with cancelled as (
                    update delivery set state = 'cancelled', reason = :reason, fence = fence + 1, lease_until = null
                     where workspace_id = :workspace and item_kind = :kind and item_id = :item and state in ('planned', 'claimed')
                    returning campaign_id, item_kind, item_id)
                select campaign_id, item_kind, item_id, 'planned' as was, 'cancelled' as became, count(*) as n
                  from cancelled group by 1, 2, 3""")
                .bind("kind", itemKind)
                .bind("item", itemId)
                .bind("reason", reason)
                .list(Tallies.Move.class));
    }

    List<Delivery> cancelCampaign(UUID campaign, String reason) {
        sql.of("""
                update delivery set revoked = true
                 where workspace_id = :workspace and campaign_id = :campaign
                   and state in ('submitted', 'unconfirmed', 'failed')""").bind("campaign", campaign).run();
        return changed(
                sql.of("""
                update delivery set state = 'cancelled', reason = :reason, fence = fence + 1, lease_until = null
                 where workspace_id = :workspace and campaign_id = :campaign and state in ('planned', 'claimed')
                returning delivery.*, old.state as was""").bind("campaign", campaign).bind("reason", reason).list(Delivery.class));
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
     * attempt. The fence of a row that is planned again moves, so nothing later counts for it.
     */
    List<Delivery> settle(List<Result> results) {
        var settled = sql.of("""
                update delivery d
                   set state = case when r.state = 'planned' and d.revoked then 'cancelled' else r.state end,
                       reason = case when r.state = 'planned' and d.revoked then 'cancelled; it was certainly not accepted' else r.reason end,
                       provider_ref = coalesce(r.reference, d.provider_ref),
                       due_at = case when r.state = 'planned' then fanfare_now() + make_interval(secs => r.delay) else d.due_at end,
                       accepted_at = case when r.state in ('accepted', 'confirmed') then fanfare_now() else d.accepted_at end,
                       confirmed_at = case when r.state = 'confirmed' then fanfare_now() else d.confirmed_at end,
                       exclusion = r.exclusion, lease_until = null,
                       fence = case when r.state = 'planned' then d.fence + 1 else d.fence end
                  from unnest(:ids, :fences, :states, :reasons, :references, :delays, :exclusions)
                       as r (id, fence, state, reason, reference, delay, exclusion)
                 where d.workspace_id = :workspace and d.id = any(:ids) and d.id = r.id and d.fence = r.fence
                   and (d.state in ('planned', 'submitted')
                        or d.state = 'unconfirmed' and r.state in ('accepted', 'confirmed', 'captured'))
                returning %s, old.state as was""".formatted(SETTLED))
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

    private static Collection<?> of(List<Result> results, Function<Result, @Nullable Object> value) {
        var values = new ArrayList<@Nullable Object>();
        for (var result : results) values.add(value.apply(result));
        return values;
    }

    /** What listeners read of a row; all but what it takes to compose it. */
    private static final String SETTLED = """
            d.id, d.channel, d.lane, d.target, d.target_name, d.item_kind, d.item_id, d.item_digest, d.campaign_id, d.gate,
            d.state, d.reason, d.due_at, d.fence, d.attempts, d.provider_ref, d.accepted_at, d.confirmed_at, d.created_at,
            d.revoked, d.exclusion""";

    /** Notes the attempts that ended. Of one that was simply accepted, the row itself says everything. */
    private void note(List<Delivery> rows) {
        var settled = rows.stream()
                .filter(row -> row.state() != Delivery.State.ACCEPTED)
                .toList();
        if (settled.isEmpty()) return;
        sql.of("""
                insert into delivery_attempt (delivery_id, id, outcome, detail)
                select a."deliveryId", a.id, a.outcome, a.detail
                  from jsonb_to_recordset(:attempts) as a ("deliveryId" uuid, id uuid, outcome text, detail text)""")
                .bind("attempts", Json.of(settled.stream().map(NewAttempt::of).toList()))
                .run();
    }

    private record NewAttempt(
            UUID deliveryId,
            UUID id,
            String outcome,
            @Nullable String detail) {
        static NewAttempt of(Delivery d) {
            String outcome = d.state() == Delivery.State.PLANNED
                    ? "try_later"
                    : d.state().name().toLowerCase(java.util.Locale.ROOT);
            return new NewAttempt(d.id(), Ids.next(), outcome, d.reason() == null ? d.providerRef() : d.reason());
        }
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
                update delivery
                   set state = case when :to = 'planned' and revoked then 'cancelled' else :to end,
                       reason = :reason, fence = fence + 1, lease_until = null,
                       due_at = case when :to = 'planned' then fanfare_now() else due_at end,
                       confirmed_at = case when :to = 'confirmed' then fanfare_now() else confirmed_at end
                 where workspace_id = :workspace and id = :id and state = any(:from)
                returning delivery.*, old.state as was""")
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

    List<Delivery> list(Filter filter, int limit) {
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

    /** The filter of a list. */
    record Filter(
            Delivery.@Nullable State state,
            @Nullable String channel,
            @Nullable UUID campaignId,
            @Nullable UUID itemId,
            @Nullable UUID after) {}

    /** When the first planned row of a campaign is due: asked item by item, so the number of rows does not matter. */
    Optional<Instant> nextOfCampaign(UUID campaign) {
        return sql.of("""
                select min(first.due_at) as at
                  from (select distinct item_id from delivery_tally
                         where workspace_id = :workspace and campaign_id = :campaign and state = 'planned' and n > 0) t
                 cross join (values ('single'), ('bulk')) l (lane)
                 cross join lateral (
                       select d.due_at from delivery d
                        where d.workspace_id = :workspace and d.lane = l.lane and d.item_id = t.item_id and d.state = 'planned'
                        order by d.item_digest, d.due_at limit 1) first""").bind("campaign", campaign).list(Next.class).stream()
                .map(Next::at)
                .filter(java.util.Objects::nonNull)
                .findFirst();
    }

    private record Next(@Nullable Instant at) {}

    List<Ledger.Undelivered> undelivered(UUID campaign, String itemKind) {
        return sql.of("""
                select state, count(*) as deliveries, (array_agg(id order by id))[1] as first,
                       (array_agg(item_id order by id))[1] as item_id, (array_agg(reason order by id))[1] as reason
                  from delivery
                 where workspace_id = :workspace and campaign_id = :campaign and item_kind = :kind
                   and state in ('unconfirmed', 'failed') and not revoked
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
