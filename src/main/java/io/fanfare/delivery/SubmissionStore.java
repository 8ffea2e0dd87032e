package io.fanfare.delivery;

import io.fanfare.kernel.DatabaseAccess;
import io.fanfare.kernel.Sql;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The statements that take rows from planned to submitted, and find those whose node is gone. */
@Component
class SubmissionStore {
    /** How long a submitted row belongs to its node. Longer than any channel takes to send. */
    static final Duration LEASE = Duration.ofMinutes(3);

    /** The lease has ended; or the row belongs to an earlier run of the only server there is. */
    private static final String ABANDONED =
            "(lease_until < fanfare_now() or :alone and not starts_with(claimed_by, :node))";

    /** What is planned in a lane and may be sent. */
    static final String WAITING = """
            with recursive waiting as (
                (select d.channel, d.target, d.gate, d.item_kind, d.item_id, d.item_digest, d.due_at from delivery d
                  where d.workspace_id = :workspace and d.state = 'planned' and d.lane = :lane
                  order by d.item_id, d.item_digest, d.due_at limit 1)
                union all
                select n.* from waiting w cross join lateral (
                    select d.channel, d.target, d.gate, d.item_kind, d.item_id, d.item_digest, d.due_at from delivery d
                     where d.workspace_id = :workspace and d.state = 'planned' and d.lane = :lane
                       and (d.item_id, d.item_digest) > (w.item_id, w.item_digest)
                     order by d.item_id, d.item_digest, d.due_at limit 1) n
            ), approved as (
                select g.gate, e.key as item, e.value as digest
                  from delivery_gate g cross join lateral jsonb_each_text(g.manifest) e
                 where g.workspace_id = :workspace and g.gate in (select gate from waiting) and g.open
                   and not e.key = any(g.paused)
            )
            select w.channel, w.target, w.item_id, w.item_digest, w.due_at, w.due_at <= fanfare_now() as due
              from waiting w
             where w.gate is null or exists (
                   select 1 from approved a
                    where a.gate = w.gate and a.item = w.item_kind || ':' || w.item_id and a.digest = w.item_digest)""";

    private final Sql sql;
    private final Tallies tallies;
    private final boolean alone;

    SubmissionStore(Sql sql, Tallies tallies, DatabaseAccess access) {
        this.sql = sql;
        this.tallies = tallies;
        this.alone = access.embedded();
    }

    /** The planned rows of one item with one digest, by the first of them that is due. */
    record Group(String channel, String target, UUID itemId, String itemDigest, Instant dueAt, boolean due) {}

    /**
     * What is planned in a lane and may be sent, one entry per item: the recursion jumps from item to item along the index
     * and never reads the rows in between. A paused campaign or mailing with a million planned rows costs one step.
     */
    List<Group> waiting(Delivery.Lane lane) {
        return sql.of(WAITING).bind("lane", lane).list(Group.class).stream()
                .sorted(Comparator.comparing(Group::dueAt))
                .toList();
    }

    /**
     * Due rows of some items in one channel, or of one target in it. They are only read: a row belongs to nobody until it is
     * submitted, and its fence tells then whether it has changed since.
     */
    List<Delivery> due(Delivery.Lane lane, Route route, List<Group> groups, int most) {
        return sql.of("""
                select d.* from unnest(:items, :digests) as g (item_id, item_digest)
                 cross join lateral (
                    select * from delivery x
                     where x.workspace_id = :workspace and x.state = 'planned' and x.lane = :lane
                       and x.item_id = g.item_id and x.item_digest = g.item_digest and x.due_at <= fanfare_now()
                       and x.channel = :channel and (cast(:target as text) is null or x.target = :target)
                     order by x.due_at limit :most) d
                 order by d.due_at limit :most""")
                .bind("lane", lane)
                .bind("channel", route.channel())
                .bind("target", route.target())
                .array("items", "uuid", groups.stream().map(Group::itemId).toList())
                .array("digests", "text", groups.stream().map(Group::itemDigest).toList())
                .bind("most", most)
                .list(Delivery.class);
    }

    /** Where rows are sent to: a channel, and the target where each is an account of its own. */
    record Route(String channel, @Nullable String target) {}

    /** One row that is to be submitted. */
    record Submission(Delivery row, String provider, String bytesHash) {}

    /**
     * The boundary: planned → submitted, for rows that have not changed since they were read and whose gate is open for
     * exactly their digest; returns those that passed. The gates are locked first, so a pause or an edit either waits for
     * this or is seen by it. The ids are bound beside the rows: without statistics the planner would read all of the table
     * to join them.
     *
     * @param by names the transaction, so that its rows can be taken back even if nobody knows whether it was committed
     */
    Set<UUID> submit(List<Submission> rows, String by) {
        if (rows.isEmpty()) return Set.of();
        var passed = Set.copyOf(sql.of("""
                with held as (
                    select gate, open, manifest, manifest_digest, paused from delivery_gate
                     where workspace_id = :workspace and gate = any(:gates)
                       for share
                )
                update delivery d
                   set state = 'submitted', submitted_at = fanfare_now(), attempts = d.attempts + 1, claimed_by = :by,
                       provider = a.provider, bytes_hash = a.bytes_hash, manifest_digest = h.manifest_digest,
                       lease_until = fanfare_now() + make_interval(secs => :lease)
                  from unnest(:ids, :fences, :gates, :providers, :hashes) as a (id, fence, gate, provider, bytes_hash)
                  left join held h on h.gate = a.gate
                 where d.workspace_id = :workspace and d.id = any(:ids) and d.id = a.id and d.fence = a.fence
                   and d.state = 'planned'
                   and (d.gate is null
                        or h.gate = d.gate and h.open and not (d.item_kind || ':' || d.item_id) = any(h.paused)
                           and h.manifest ->> (d.item_kind || ':' || d.item_id) = d.item_digest)
                returning d.id""")
                .array("ids", "uuid", of(rows, Delivery::id))
                .array("fences", "bigint", of(rows, Delivery::fence))
                .array("gates", "uuid", of(rows, Delivery::gate))
                .array(
                        "providers",
                        "text",
                        rows.stream().map(Submission::provider).toList())
                .array(
                        "hashes",
                        "text",
                        rows.stream().map(Submission::bytesHash).toList())
                .bind("by", by)
                .bind("lease", (double) LEASE.toSeconds())
                .list(UUID.class));
        tallies.changed(
                rows.stream()
                        .map(Submission::row)
                        .filter(row -> passed.contains(row.id()))
                        .toList(),
                Delivery.State.PLANNED,
                Delivery.State.SUBMITTED);
        return passed;
    }

    private static Collection<?> of(List<Submission> rows, Function<Delivery, @Nullable Object> value) {
        var values = new ArrayList<@Nullable Object>();
        for (var submission : rows) values.add(value.apply(submission.row()));
        return values;
    }

    /** Makes the rows that a transaction submitted planned again, if it was committed. Certainly none of them was sent. */
    void takeBack(List<Delivery> rows, String by) {
        if (rows.isEmpty()) return;
        tallies.changed(sql.of("""
                update delivery d
                   set state = 'planned', fence = d.fence + 1, attempts = d.attempts - 1, claimed_by = null, lease_until = null
                 where d.workspace_id = :workspace and d.id = any(:ids) and d.state = 'submitted' and d.claimed_by = :by
                returning d.*, old.state as was""")
                .array("ids", "uuid", rows.stream().map(Delivery::id).toList())
                .bind("by", by)
                .list(Delivery.class));
    }

    /** Frees rows that a node of an earlier version had claimed; nothing of them was submitted. */
    void freeClaims(String node) {
        sql.of("""
                update delivery set state = 'planned', fence = fence + 1, lease_until = null
                 where workspace_id = :workspace and state = 'claimed' and %s""".formatted(ABANDONED)).bind("alone", alone).bind("node", node).run();
    }

    /**
     * Takes over submitted rows whose node is gone, to look them up. The new lease keeps other workers away from them; the
     * fence stays, so an outcome that their own worker reports late still counts.
     */
    List<Delivery> takeOrphans(String node, int most) {
        return sql.of("""
                with orphans as materialized (
                    select id from delivery
                     where workspace_id = :workspace and state = 'submitted' and %s
                     order by lease_until limit :most
                       for update skip locked)
                update delivery d set claimed_by = :node, lease_until = fanfare_now() + make_interval(secs => :lease)
                 where d.workspace_id = :workspace and d.id = any(array(select id from orphans))
                returning d.*""".formatted(ABANDONED))
                .bind("alone", alone)
                .bind("node", node)
                .bind("most", most)
                .bind("lease", (double) LEASE.toSeconds())
                .list(Delivery.class);
    }

    /** When the first claimed or submitted row will be abandoned; now, if one is already. */
    Optional<Instant> firstLease(String node) {
        return sql.of("""
                select case when %s then least(lease_until, fanfare_now()) else lease_until end as at from delivery
                 where workspace_id = :workspace and state in ('claimed', 'submitted')
                 order by 1 limit 1""".formatted(ABANDONED))
                .bind("alone", alone)
                .bind("node", node)
                .find(Instant.class);
    }
}
