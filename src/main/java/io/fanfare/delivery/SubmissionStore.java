package io.fanfare.delivery;

import io.fanfare.kernel.DatabaseAccess;
import io.fanfare.kernel.Sql;
import io.fanfare.kernel.Sql.Companion;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The statements that take rows from planned to submitted, and find submissions whose node is gone. */
@Component
class SubmissionStore {
    /** How long a submission belongs to its node. Longer than any channel takes to send. */
    static final Duration LEASE = Duration.ofMinutes(3);

    /** The lease has ended; or the submission is of an earlier run of the only server there is. */
    private static final String ABANDONED = "(lease_until < fanfare_now() or :alone and node <> :node)";

    private final Sql sql;
    private final Tallies tallies;
    private final boolean alone;

    SubmissionStore(Sql sql, Tallies tallies, DatabaseAccess access) {
        this.sql = sql;
        this.tallies = tallies;
        this.alone = access.embedded();
    }

    /** One row that is to be submitted. */
    record Submission(Delivery row, String provider, String bytesHash) {}

    /**
     * The boundary: planned → submitted, for rows that have not changed since they were read and whose gate is open for
     * exactly their digest; returns those that passed. The caller has locked the gates, so a pause or an edit either waits
     * for this or is seen by it. Values are found by the position of the id: joined as rows, each would be compared with each.
     *
     * @param submission names the transaction, so that its rows can be taken back even if nobody knows whether it was committed
     */
    Set<UUID> submit(List<Submission> rows, UUID submission) {
        if (rows.isEmpty()) return Set.of();
        var items = rows.stream()
                .map(Submission::row)
                .map(ApprovedItem::of)
                .distinct()
                .toList();
        var passed = Set.copyOf(sql.of("""
                with approved as materialized (
                    select g.gate, g.manifest_digest, i.item, g.manifest ->> i.item as digest
                      from unnest(:itemGates, :items) as i (gate, item)
                      join delivery_gate g on g.workspace_id = :workspace and g.gate = i.gate
                     where g.open and not i.item = any(g.paused)
                       and (g.not_before is null or g.not_before <= (select fanfare_now()))
                ), passed as (
                    update delivery d
                       set state = 'submitted', queued = false, submitted_at = (select fanfare_now()), attempts = d.attempts + 1,
                           (provider, bytes_hash) = (select (:providers)[i], (:hashes)[i] from array_position(:ids, d.id) as i),
                           manifest_digest = (select a.manifest_digest from approved a where a.gate = d.gate limit 1)
                     where d.workspace_id = :workspace and d.id = any(:ids) and d.state = 'planned'
                       and d.fence = (:fences)[array_position(:ids, d.id)]
                       and (d.gate is null or exists (
                            select from approved a
                             where a.gate = d.gate and a.item = d.item_kind || ':' || d.item_id and a.digest = d.item_digest))
                    returning d.id
                ), taken as (
                    delete from delivery_queue q
                     where q.workspace_id = :workspace and q.delivery_id = any(array(select id from passed))
                ), noted as (
                    insert into delivery_submission (id, node, lease_until, deliveries)
                    select :submission, :node, fanfare_now() + make_interval(secs => :lease), array_agg(id)
                      from passed having count(*) > 0
                )
                select id from passed""")
                .array(
                        "itemGates",
                        "uuid",
                        items.stream().map(ApprovedItem::gate).toList())
                .array("items", "text", items.stream().map(ApprovedItem::item).toList())
                .array("ids", "uuid", rows.stream().map(s -> s.row().id()).toList())
                .array(
                        "fences",
                        "bigint",
                        rows.stream().map(s -> s.row().fence()).toList())
                .array(
                        "providers",
                        "text",
                        rows.stream().map(Submission::provider).toList())
                .array(
                        "hashes",
                        "text",
                        rows.stream().map(Submission::bytesHash).toList())
                .bind("submission", submission)
                .bind("node", Submissions.NODE)
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

    /** An item as a gate names it. */
    private record ApprovedItem(@Nullable UUID gate, String item) {
        static ApprovedItem of(Delivery row) {
            return new ApprovedItem(row.gate(), row.itemKind() + ":" + row.itemId());
        }
    }

    /** Makes the rows of a submission planned again, if it was committed. Certainly none of them was sent. */
    void takeBack(UUID submission) {
        tallies.changed(sql.of("""
                with undone as (
                    delete from delivery_submission where workspace_id = :workspace and id = :submission returning deliveries
                ), changed as (
                    update delivery d
                       set state = 'planned', queued = true, fence = d.fence + 1, attempts = d.attempts - 1
                     where d.workspace_id = :workspace and d.id = any(array(select unnest(deliveries) from undone))
                       and d.state = 'submitted'
                    returning d.*, old.state as was
                ), %s
                select * from changed""".formatted(QueueStore.FOLLOWS))
                .bind("submission", submission)
                .list(Delivery.class));
    }

    private record Taken(UUID id, List<UUID> deliveries) {}

    /**
     * Takes over submissions whose node is gone; returns their rows without an outcome, to look them up. The new lease keeps
     * other workers away from them; the fence stays, so an outcome that their own worker reports late still counts.
     */
    List<Delivery> takeOrphans(int most) {
        var taken = sql.of("""
                with orphans as materialized (
                    select id from delivery_submission
                     where workspace_id = :workspace and %s
                     order by lease_until limit :most
                       for update skip locked)
                update delivery_submission s set node = :node, lease_until = fanfare_now() + make_interval(secs => :lease)
                 where s.workspace_id = :workspace and s.id = any(array(select id from orphans))
                returning s.id, s.deliveries""".formatted(ABANDONED))
                .bind("alone", alone)
                .bind("node", Submissions.NODE)
                .bind("most", most)
                .bind("lease", (double) LEASE.toSeconds())
                .list(Taken.class);
        if (taken.isEmpty()) return List.of();
        var ids = taken.stream().flatMap(each -> each.deliveries().stream()).toList();
        drop(taken.stream().map(Taken::id).toList());
        return sql.of("""
                select * from delivery
                 where workspace_id = :workspace and id = any(:ids) and state = 'submitted'""").array("ids", "uuid", ids).list(Delivery.class);
    }

    /** Deletes submissions without a row that still waits for its outcome. */
    private void drop(List<UUID> submissions) {
        sql.of("""
                delete from delivery_submission s
                 where s.workspace_id = :workspace and s.id = any(:ids)
                   and not exists (select from delivery d
                                    where d.workspace_id = :workspace and d.id = any(s.deliveries) and d.state = 'submitted')""").array("ids", "uuid", submissions).run();
    }

    /** The time, and when the first submission will be abandoned: now, if one is already. */
    record Leases(Instant now, @Nullable Instant first) {}

    Companion<Leases, Leases> leases() {
        return sql.of("""
                select fanfare_now() as now, min(case when %s then least(lease_until, fanfare_now()) else lease_until end) as first
                  from delivery_submission
                 where workspace_id = :workspace""".formatted(ABANDONED))
                .bind("alone", alone)
                .bind("node", Submissions.NODE)
                .companion(Leases.class, List::getFirst);
    }
}
