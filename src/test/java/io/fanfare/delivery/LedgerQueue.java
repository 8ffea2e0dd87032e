package io.fanfare.delivery;

import io.fanfare.Api;
import io.fanfare.kernel.Sql;

/** What tests write into the ledger by hand, in a transaction of the workspace. */
public final class LedgerQueue {
    private LedgerQueue() {}

    /** Brings the queue and the submissions up to date with the rows. A row without a node was submitted by one that died. */
    public static void follow() {
        run("delete from delivery_queue where workspace_id = :workspace");
        run("""
                insert into delivery_queue (delivery_id, lane, item_id, item_digest, due_at)
                select id, lane, item_id, item_digest, due_at from delivery
                 where workspace_id = :workspace and state = 'planned'""");
        run("""
                insert into delivery_submission (id, node, lease_until, deliveries)
                select id, coalesce(claimed_by, 'dead'), lease_until, array[id] from delivery
                 where workspace_id = :workspace and state = 'submitted' and lease_until is not null
                on conflict (workspace_id, id) do nothing""");
    }

    private static void run(String statement) {
        Api.bean(Sql.class).of(statement).run();
    }
}
