package io.fanfare.kernel;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * The table {@code kernel_ready}: one row for each workspace and lane with work. A turn is taken with an id of its own and
 * a lease, which is renewed while the work runs. A turn whose lease expired and that another worker took since
 * changes nothing when it ends; only the time it wants to come back at is kept.
 */
@Component
class Turns {
    static final Duration LEASE = Duration.ofSeconds(60);

    private static final int LONGEST_ERROR = 300;

    private final Sql sql;

    Turns(Sql sql) {
        this.sql = sql;
    }

    /** A turn of a workspace in a lane; {@code marks} tells whether more was marked since it was taken. */
    record Turn(UUID workspaceId, String lane, UUID turn, long marks) {}

    void mark(String lane, Instant dueAt) {
        sql.of("""
                insert into kernel_ready (workspace_id, lane, due_at)
                values (:workspace, :lane, :dueAt)
                on conflict (workspace_id, lane) do update
                   set due_at = least(kernel_ready.due_at, excluded.due_at), marks = kernel_ready.marks + 1""").bind("lane", lane).bind("dueAt", dueAt).run();
    }

    // A CTE that is materialized runs once; as a sub-select the planner may run it again for each row it joins.
    Optional<Turn> take(String lane, String node) {
        return sql.of("""
                with t as materialized (
                    select workspace_id, lane from kernel_ready
                     where lane = :lane and due_at <= fanfare_now()
                       and (leased_until is null or leased_until < fanfare_now())
                     order by due_at
                     limit 1
                       for update skip locked)
                update kernel_ready r
                   set leased_until = fanfare_now() + make_interval(secs => :lease), leased_by = :node, turn = :turn
                  from t
                 where r.workspace_id = t.workspace_id and r.lane = t.lane
                returning r.workspace_id, r.lane, r.turn, r.marks""")
                .bind("lane", lane)
                .bind("node", node)
                .bind("turn", Ids.next())
                .bind("lease", (double) LEASE.toSeconds())
                .find(Turn.class);
    }

    void renew(Collection<UUID> turns) {
        sql.of("""
                update kernel_ready set leased_until = fanfare_now() + make_interval(secs => :lease)
                 where turn = any(:turns)""")
                .array("turns", "uuid", turns)
                .bind("lease", (double) LEASE.toSeconds())
                .run();
    }

    /** Ends a turn; the row goes when no work is left. Marked since the turn was taken, it is due again now. */
    void finish(Turn turn, Optional<Instant> next) {
        if (next.isEmpty() && deleted(turn)) return;
        int mine = sql.of("""
                update kernel_ready
                   set leased_until = null, turn = null, failures = 0, failed_at = null, error = null,
                       due_at = case when marks = :marks then greatest(cast(:next as timestamptz), fanfare_now())
                                     else fanfare_now() end
                 where workspace_id = :workspace and lane = :lane and turn = :turn""").bind(turn).bind("next", next.orElse(null)).run();
        if (mine == 0) next.ifPresent(at -> mark(turn.lane(), at));
    }

    private boolean deleted(Turn turn) {
        return sql.of("""
                delete from kernel_ready
                 where workspace_id = :workspace and lane = :lane and turn = :turn and marks = :marks""").bind(turn).run() == 1;
    }

    /** Ends a turn that failed: the work is tried again after 2 s, and after twice the time whenever it fails again, up to 4 minutes. */
    void postpone(Turn turn, String error) {
        int mine = sql.of("""
                update kernel_ready
                   set leased_until = null, turn = null, failures = failures + 1, failed_at = fanfare_now(), error = :error,
                       due_at = fanfare_now() + make_interval(secs => least(240, 2 * power(2, least(failures, 10))))
                 where workspace_id = :workspace and lane = :lane and turn = :turn""")
                .bind(turn)
                .bind("error", Texts.cut(error, LONGEST_ERROR))
                .run();
        if (mine == 0) mark(turn.lane(), sql.of("select fanfare_now()").one(Instant.class));
    }

    /** Ends all turns of an earlier run, when this server is the only one there is. */
    void releaseAll() {
        sql.of("update kernel_ready set leased_until = null, turn = null where leased_until is not null")
                .run();
    }
}
