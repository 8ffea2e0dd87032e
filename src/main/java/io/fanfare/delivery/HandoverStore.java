package io.fanfare.delivery;

import io.fanfare.kernel.Sql;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The statements about rows that were handed over to a person. */
@Component
class HandoverStore {
    private final Sql sql;
    private final Tallies tallies;
    private final LedgerStore ledger;

    HandoverStore(Sql sql, Tallies tallies, LedgerStore ledger) {
        this.sql = sql;
        this.tallies = tallies;
        this.ledger = ledger;
    }

    /** A person confirms or cancels what was handed over; empty if it is not, or no longer. */
    Optional<Delivery> end(UUID item, Delivery.State to, @Nullable String reference, @Nullable Instant at) {
        var ended = sql.of("""
                update delivery d
                   set state = :to, provider_ref = :reference, fence = d.fence + 1, confirmed_at = :at
                 where d.workspace_id = :workspace and d.item_id = :item and d.indexed_state = 'handed_over'
                returning d.*, old.state as was""")
                .bind("item", item)
                .bind("to", to)
                .bind("reference", reference)
                .bind("at", at)
                .list(Delivery.class);
        tallies.changed(ended);
        ledger.note(ended);
        return ended.stream().findFirst();
    }

    /** What was handed over is planned again; returns how many rows. */
    int postpone(UUID item, String digest, Instant dueAt) {
        return ledger.moved(sql.of("""
                with changed as (
                    update delivery d
                       set state = 'planned', queued = true, item_digest = :digest, due_at = :dueAt, fence = d.fence + 1
                     where d.workspace_id = :workspace and d.item_id = :item and d.indexed_state = 'handed_over'
                    returning %s, d.campaign_id, d.item_kind
                ), %s
                select campaign_id, item_kind, item_id, 'handed_over' as was, 'planned' as became, count(*) as n
                  from changed group by 1, 2, 3""".formatted(QueueStore.CHANGED, QueueStore.FOLLOWS))
                .bind("item", item)
                .bind("digest", digest)
                .bind("dueAt", dueAt)
                .list(Tallies.Move.class));
    }
}
